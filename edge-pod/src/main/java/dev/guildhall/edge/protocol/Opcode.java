package dev.guildhall.edge.protocol;

import java.util.Optional;

/// The gateway's opcodes.
///
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway>
public enum Opcode {
    DISPATCH(0),
    HEARTBEAT(1),
    IDENTIFY(2),
    PRESENCE_UPDATE(3),
    VOICE_STATE_UPDATE(4),
    RESUME(6),
    RECONNECT(7),
    REQUEST_GUILD_MEMBERS(8),
    INVALID_SESSION(9),
    HELLO(10),
    HEARTBEAT_ACK(11),
    /// Of user clients, undocumented.
    CALL_CONNECT(13),
    /// Of user clients, undocumented: which channels and members of a guild they look at.
    GUILD_SUBSCRIPTIONS(14),
    REQUEST_SOUNDBOARD_SOUNDS(31),
    /// Of user clients, undocumented: several guilds' subscriptions at once.
    GUILD_SUBSCRIPTIONS_BULK(37),
    REQUEST_CHANNEL_INFO(43);

    private static final Opcode[] BY_CODE = new Opcode[44];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// The number in a payload's `op`.
    public int code() {
        return code;
    }

    /// The opcode with this number, empty when there is none.
    public static Optional<Opcode> of(long code) {
        return code < 0 || code >= BY_CODE.length
                ? Optional.empty()
                : Optional.ofNullable(BY_CODE[(int) code]);
    }
}
