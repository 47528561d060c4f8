package dev.guildhall.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads typed values from the environment's map and collects every error before it complains.
///
/// Call the typed methods for all fields, then `check()`, which throws [ConfigException] with all
/// that was wrong. After an error a method returns its default, so reading can go on. An empty
/// value counts as absent.
public final class ConfigReader {

    private final Map<String, String> values;
    private final List<String> errors = new ArrayList<>();

    public ConfigReader(Map<String, String> values) {
        this.values = values;
    }

    /// A text that must be there; the empty text after an error.
    public String required(String key) {
        return optional(key)
                .orElseGet(() -> {
                    errors.add(key + ": is required and not set");
                    return "";
                });
    }

    public String text(String key, String defaultValue) {
        return optional(key).orElse(defaultValue);
    }

    public Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /// A whole number from `min` to `max`.
    public int integer(String key, int defaultValue, int min, int max) {
        return (int) number(key, defaultValue, min, max);
    }

    /// A whole number from `min` to `max`.
    public long number(String key, long defaultValue, long min, long max) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // The same message says what is allowed.
        }
        errors.add(
                "%s: \"%s\" is not a whole number from %d to %d"
                        .formatted(key, text.get(), min, max));
        return defaultValue;
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean defaultValue) {
        Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                errors.add("%s: \"%s\" is neither true nor false".formatted(key, text.get()));
                yield defaultValue;
            }
        };
    }

    /// Adds an error of the caller's own, for rules over several fields.
    public void reject(String key, String why) {
        errors.add(key + ": " + why);
    }

    /// Throws when anything was wrong.
    public void check() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }
}
