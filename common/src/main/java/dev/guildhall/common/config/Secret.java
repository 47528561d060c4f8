package dev.guildhall.common.config;

/// A value that must not be shown: `toString` hides it, so records that hold it can be printed.
public record Secret(String value) {

    /// What stands for a secret wherever it would be shown.
    public static final String BLANK = "(secret)";

    @Override
    public String toString() {
        return BLANK;
    }
}
