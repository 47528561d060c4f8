package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Command.Patch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Fields that a request may set, clear (null) or leave (absent).
public final class Patches {

    private Patches() {}

    /// A text; the empty one clears.
    public static @Nullable Patch<String> text(Form form, String name, int max) {
        String text = form.text(name, 0, max);
        if (!form.has(name)) {
            return null;
        }
        return new Patch<>(text == null || text.isEmpty() ? null : text);
    }

    /// An id.
    public static <T> @Nullable Patch<T> id(Form form, String name, Function<Long, T> type) {
        Long id = form.snowflake(name);
        if (!form.has(name)) {
            return null;
        }
        return new Patch<>(id == null ? null : type.apply(id));
    }

    /// An ISO 8601 time, as Unix milliseconds.
    public static @Nullable Patch<Long> time(Form form, String name) {
        Long ms = Times.unixMs(form, name);
        return form.has(name) ? new Patch<>(ms) : null;
    }
}
