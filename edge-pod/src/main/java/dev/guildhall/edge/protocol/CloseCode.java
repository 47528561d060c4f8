package dev.guildhall.edge.protocol;

/// With which code the gateway closes a connection: its meaning for the client, and whether the
/// session outlives it.
///
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway>
public enum CloseCode {
    UNKNOWN_ERROR(4000, "Unknown error.", true),
    UNKNOWN_OPCODE(4001, "Unknown opcode.", true),
    DECODE_ERROR(4002, "Error while decoding payload.", true),
    NOT_AUTHENTICATED(4003, "Not authenticated.", true),
    AUTHENTICATION_FAILED(4004, "Authentication failed.", false),
    ALREADY_AUTHENTICATED(4005, "Already authenticated.", true),
    /// The client may reconnect and has to identify.
    INVALID_SEQ(4007, "Invalid seq.", false),
    RATE_LIMITED(4008, "You are being rate limited.", true),
    /// The client may reconnect and has to identify. This gateway sends 4000 to a client that is
    /// silent, since its session can be resumed; a session that is over it answers by op 9.
    SESSION_TIMED_OUT(4009, "Session timed out.", false),
    INVALID_SHARD(4010, "Invalid shard.", false),
    SHARDING_REQUIRED(4011, "Sharding required.", false),
    INVALID_API_VERSION(4012, "Invalid API version.", false),
    INVALID_INTENTS(4013, "Invalid intent(s).", false),
    DISALLOWED_INTENTS(4014, "Disallowed intent(s).", false),
    /// The edge goes: the client is to come back and resume. RFC 6455, 7.4.1 and 7.4.2.
    SERVICE_RESTART(1012, "Service restart.", true),
    /// No place for another connection, RFC 6455's registry: try again later.
    TRY_AGAIN_LATER(1013, "Try again later.", true);

    private final int code;
    private final String reason;
    private final boolean resumable;

    CloseCode(int code, String reason, boolean resumable) {
        this.code = code;
        this.reason = reason;
        this.resumable = resumable;
    }

    public int code() {
        return code;
    }

    /// The sentence that goes with the code, for people.
    public String reason() {
        return reason;
    }

    /// Whether a session that the client has may be resumed.
    public boolean resumable() {
        return resumable;
    }

    /// Whether a session lives on when its *client* closes with `code`: 1000 and 1001 say that it
    /// is done.
    public static boolean clientKeepsSession(int code) {
        return code != 1000 && code != 1001;
    }
}
