package dev.guildhall.edge.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.common.json.Text;
import org.jspecify.annotations.Nullable;

/// Liberal reads of single values: what does not fit is as if it were not there.
final class Fields {

    private static final int MAX_DIGITS = 20;

    private Fields() {}

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /// A whole number, also written as `5.0` or `"5"`; null when it is none or too large.
    static @Nullable Long number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isFloatingPointNumber()
                && node.canConvertToLong()
                && node.doubleValue() == Math.rint(node.doubleValue())) {
            return node.longValue();
        }
        return node.isTextual() ? decimal(node.textValue()) : null;
    }

    /// A snowflake, as text or number; null when it is none. It is not negative.
    static @Nullable Long id(JsonNode node) {
        Long value = number(node);
        return value == null || value < 0 ? null : value;
    }

    /// Text, also of a number; null when it is neither.
    static @Nullable String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? Text.wellFormed(node.asText()) : null;
    }

    /// A truth, also as 1 or "true"; everything else is false.
    static boolean flag(JsonNode node) {
        return node.asBoolean(false);
    }

    private static @Nullable Long decimal(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
