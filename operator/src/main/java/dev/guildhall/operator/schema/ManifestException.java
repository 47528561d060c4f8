package dev.guildhall.operator.schema;

import java.util.List;

/// A manifest that cannot be used, with everything that is wrong with it, one line each: the field,
/// its value, what is allowed.
public final class ManifestException extends Exception {

    private final transient List<String> errors;

    public ManifestException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
