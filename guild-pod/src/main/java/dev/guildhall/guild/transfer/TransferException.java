package dev.guildhall.guild.transfer;

import org.jspecify.annotations.Nullable;

/// Why a transfer ended, in words for whoever gave the command, and the process's exit code: 1, it
/// failed; 2, it cannot be used as given.
final class TransferException extends RuntimeException {

    private final int exitCode;

    private TransferException(@Nullable String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    static TransferException failed(@Nullable String message) {
        return new TransferException(message, 1);
    }

    static TransferException badInput(String message) {
        return new TransferException(message, 2);
    }

    int exitCode() {
        return exitCode;
    }
}
