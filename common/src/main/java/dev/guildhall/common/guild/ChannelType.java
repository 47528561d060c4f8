package dev.guildhall.common.guild;

/// The kinds of channel, each with its number in the protocol.
///
/// Source: <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
public enum ChannelType {
    TEXT(0),
    DM(1),
    VOICE(2),
    CATEGORY(4),
    ANNOUNCEMENT(5);

    private final int code;

    ChannelType(int code) {
        this.code = code;
    }

    /// The number that the protocol uses.
    public int code() {
        return code;
    }

    /// Whether messages can be sent to it. Voice channels have a text chat too.
    public boolean holdsMessages() {
        return this != CATEGORY;
    }
}
