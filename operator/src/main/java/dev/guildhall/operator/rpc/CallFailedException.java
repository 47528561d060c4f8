package dev.guildhall.operator.rpc;

/// A guild pod could not be asked, or said no; the message is for the person at the terminal.
public final class CallFailedException extends Exception {

    public CallFailedException(String message) {
        super(message);
    }
}
