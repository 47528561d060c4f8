package dev.guildhall.common.guild;

/// The kinds of message that this system makes, each with its number in the protocol.
public enum MessageType {
    DEFAULT(0),
    CHANNEL_PINNED_MESSAGE(6),
    USER_JOIN(7),
    REPLY(19);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /// The number that the protocol uses.
    public int code() {
        return code;
    }
}
