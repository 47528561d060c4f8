package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import org.jspecify.annotations.Nullable;

/// What a patched field becomes.
final class Patches {

    private Patches() {}

    /// The patch's value, null when it clears the field, or `current` when there is no patch.
    static <T> @Nullable T of(Command.@Nullable Patch<T> patch, @Nullable T current) {
        return patch == null ? current : patch.value();
    }
}
