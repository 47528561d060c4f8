package dev.guildhall.common.config;

import java.util.List;

/// A configuration that cannot be used, with everything that is wrong with it, one line each.
public final class ConfigException extends RuntimeException {

    /// What a process ends with when its configuration is wrong.
    public static final int EXIT_CODE = 2;

    private final transient List<String> errors;

    public ConfigException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
