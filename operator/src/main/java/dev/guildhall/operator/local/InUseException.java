package dev.guildhall.operator.local;

/// The data directory belongs to an instance that runs.
public final class InUseException extends Exception {

    public InUseException(String message) {
        super(message);
    }
}
