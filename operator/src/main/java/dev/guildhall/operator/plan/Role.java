package dev.guildhall.operator.plan;

import java.util.Locale;

/// What a pod is for.
public enum Role {
    GUILD,
    EDGE;

    /// As it is written in status, logs and the directory.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
