package dev.guildhall.edge.rest.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.common.guild.Rejection.FieldError;
import dev.guildhall.common.json.Text;
import java.util.regex.Pattern;

/// Discord's field errors, each spelled once.
public final class FormErrors {

    private static final int MAX_SHOWN = 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private FormErrors() {}

    static FieldError required() {
        return new FieldError("BASE_TYPE_REQUIRED", "This field is required");
    }

    static FieldError notObject() {
        return new FieldError("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }

    static FieldError notList() {
        return new FieldError("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    }

    static FieldError notText() {
        return new FieldError("STRING_TYPE_CONVERT", "Could not interpret value as string.");
    }

    static FieldError notBoolean() {
        return new FieldError("BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
    }

    static FieldError notInteger(JsonNode value) {
        return new FieldError(
                "NUMBER_TYPE_COERCE", "Value \"%s\" is not int.".formatted(shown(value)));
    }

    static FieldError notSnowflake(JsonNode value) {
        return notSnowflake(shown(value));
    }

    /// An id in a path or body that is none.
    public static FieldError notSnowflake(String value) {
        if (DIGITS.matcher(value).matches()) {
            return new FieldError(
                    "NUMBER_TYPE_MAX",
                    "snowflake value should be less than or equal to %d."
                            .formatted(Long.MAX_VALUE));
        }
        return new FieldError(
                "NUMBER_TYPE_COERCE", "Value \"%s\" is not snowflake.".formatted(cut(value)));
    }

    static FieldError tooSmall(long min) {
        return new FieldError(
                "NUMBER_TYPE_MIN",
                "int value should be greater than or equal to %d.".formatted(min));
    }

    static FieldError tooLarge(long max) {
        return new FieldError(
                "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.".formatted(max));
    }

    /// A text or list that is too short or too long.
    static FieldError length(int min, int max) {
        return min == 0
                ? new FieldError(
                        "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(max))
                : new FieldError(
                        "BASE_TYPE_BAD_LENGTH",
                        "Must be between %d and %d in length.".formatted(min, max));
    }

    /// A part of the protocol that this server does not have yet.
    public static void unsupported(Form form, String name) {
        if (form.holds(name)) {
            form.reject(name, "UNSUPPORTED", "This server does not support this field yet.");
        }
    }

    /// A value that is none of those allowed.
    public static void notOneOf(Form form, String name, String choices) {
        form.reject(name, "BASE_TYPE_CHOICES", "Value must be one of {%s}.".formatted(choices));
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() ? (value.isArray() ? "[…]" : "{…}") : cut(value.asText());
    }

    private static String cut(String value) {
        String text = Text.wellFormed(value);
        int end =
                text.offsetByCodePoints(
                        0, Math.min(MAX_SHOWN, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }
}
