package dev.guildhall.operator.local;

import java.io.IOException;
import java.nio.file.Path;

/// `state.json` is there and is not what the operator writes: damaged, or another's.
public final class UnreadableStateException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableStateException(Path file, Exception cause) {
        super(
                "%s cannot be read (%s); the operator sets it aside when it starts"
                        .formatted(file, firstLine(cause)),
                cause);
    }

    private static String firstLine(Exception cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("empty");
    }
}
