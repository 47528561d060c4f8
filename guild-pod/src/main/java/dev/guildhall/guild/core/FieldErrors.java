package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers all faults of a request's fields, with Discord's codes and sentences.
///
/// Lengths are counted in code points, so that an emoji is one or a few characters and not twice as
/// many. A null value is never a fault: the field was not given.
///
/// Source: <https://discord.com/developers/docs/reference#error-messages>
final class FieldErrors {

    private final Map<String, Rejection.FieldError> errors = new LinkedHashMap<>();

    void add(String path, String code, String message) {
        errors.putIfAbsent(path, new Rejection.FieldError(code, message));
    }

    void required(String path) {
        add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// The value has `min` to `max` characters.
    void length(String path, @Nullable String value, int min, int max) {
        if (value != null && (size(value) < min || size(value) > max)) {
            add(
                    path,
                    "BASE_TYPE_BAD_LENGTH",
                    "Must be between " + min + " and " + max + " in length.");
        }
    }

    void maxLength(String path, @Nullable String value, int max) {
        if (value != null && size(value) > max) {
            add(path, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
        }
    }

    void maxItems(String path, int count, int max) {
        if (count > max) {
            add(path, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
        }
    }

    void range(String path, @Nullable Integer value, int min, int max) {
        if (value != null && value < min) {
            add(
                    path,
                    "NUMBER_TYPE_MIN",
                    "int value should be greater than or equal to " + min + ".");
        }
        if (value != null && value > max) {
            add(path, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + max + ".");
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /// All faults in one rejection; null when there are none.
    @Nullable Rejection rejection() {
        return errors.isEmpty()
                ? null
                : new Rejection(
                        Rejection.Reason.INVALID_FORM_BODY, Collections.unmodifiableMap(errors), 0);
    }

    static int size(String value) {
        return value.codePointCount(0, value.length());
    }
}
