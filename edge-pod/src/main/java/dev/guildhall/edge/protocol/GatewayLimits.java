package dev.guildhall.edge.protocol;

/// Limits of the gateway that clients know of. Source:
/// <https://discord.com/developers/docs/events/gateway>
public final class GatewayLimits {

    /// What a client may send in one payload.
    public static final int PAYLOAD_BYTES = 4_096;

    /// How many payloads a connection may send in [#PAYLOAD_WINDOW_MS].
    public static final int PAYLOADS = 120;

    public static final long PAYLOAD_WINDOW_MS = 60_000;

    /// Identifies of a user in [#IDENTIFY_WINDOW_MS]; /gateway/bot announces it as
    /// `max_concurrency`.
    public static final int MAX_CONCURRENCY = 16;

    public static final long IDENTIFY_WINDOW_MS = 5_000;

    /// Guilds that one shard of a bot can hold.
    public static final int GUILDS_PER_SHARD = 2_500;

    private GatewayLimits() {}
}
