package dev.guildhall.edge.rest.form;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Whole numbers as clients write them.
final class Numbers {

    private static final int MAX_DIGITS = 20;

    private Numbers() {}

    /// The whole number that `value` is, in digits or as a string of digits; null when it is none
    /// or more than 64 bits.
    static @Nullable Long whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? value.longValue() : null;
        }
        if (value.isFloatingPointNumber()) {
            return value.canConvertToExactIntegral() && value.canConvertToLong()
                    ? value.longValue()
                    : null;
        }
        return value.isTextual() ? parse(value.textValue()) : null;
    }

    private static @Nullable Long parse(String text) {
        if (text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
