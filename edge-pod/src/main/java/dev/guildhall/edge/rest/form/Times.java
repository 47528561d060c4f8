package dev.guildhall.edge.rest.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// ISO 8601 times, with an offset or, as UTC, without one.
public final class Times {

    private static final int MAX_LENGTH = 64;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_DATE_TIME;

    private Times() {}

    /// The field's time in Unix milliseconds, or null.
    public static @Nullable Long unixMs(Form form, String name) {
        String text = form.text(name, 0, MAX_LENGTH);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return instant(time).toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            form.reject(
                    name,
                    "DATE_TIME_TYPE_PARSE",
                    "Could not parse %s. Should be ISO8601.".formatted(text));
            return null;
        }
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime withOffset
                ? withOffset.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }
}
