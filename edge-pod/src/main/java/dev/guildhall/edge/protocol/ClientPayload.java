package dev.guildhall.edge.protocol;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client sends, read liberally by [ClientPayloadReader]. Source:
/// <https://discord.com/developers/docs/events/gateway-events#send-events>
public sealed interface ClientPayload {

    /// Op 1. `seq` is the last `s` that the client has, null when it has none.
    record Heartbeat(@Nullable Long seq) implements ClientPayload {}

    /// Op 2. `token` has no prefix. `intents` null: a user client.
    record Identify(
            String token,
            Presence.Platform platform,
            int largeThreshold,
            @Nullable Shard shard,
            PresenceUpdate presence,
            @Nullable Long intents)
            implements ClientPayload {

        /// The token stays out of logs.
        @Override
        public String toString() {
            return "Identify[shard=" + shard + ", intents=" + intents + "]";
        }
    }

    /// One of `count` shards. Not checked: see [#valid].
    record Shard(long id, long count) {

        public boolean valid() {
            return count >= 1 && id >= 0 && id < count;
        }

        /// Whether a guild's events belong to this shard.
        public boolean covers(GuildId guildId) {
            return Long.remainderUnsigned(guildId.value() >>> 22, count) == id;
        }
    }

    /// Op 3, and part of identify.
    record PresenceUpdate(Presence.Status status, List<Activity> activities)
            implements ClientPayload {

        /// An activity that a client sets; when it began is the server's to say.
        public record Activity(
                String name, int type, @Nullable String url, @Nullable String state) {}
    }

    /// Op 4. `guildId` null: a user client in no guild's voice.
    record VoiceStateUpdate(
            @Nullable GuildId guildId,
            @Nullable ChannelId channelId,
            boolean selfMute,
            boolean selfDeaf,
            boolean selfVideo)
            implements ClientPayload {}

    /// Op 6.
    record Resume(String token, SessionId sessionId, long seq) implements ClientPayload {

        /// The token stays out of logs.
        @Override
        public String toString() {
            return "Resume[sessionId=" + sessionId + ", seq=" + seq + "]";
        }
    }

    /// Op 8. Either `query` is set (empty: all) or `userIds` holds at most 100.
    record RequestGuildMembers(
            GuildId guildId,
            @Nullable String query,
            List<UserId> userIds,
            int limit,
            boolean presences,
            @Nullable String nonce)
            implements ClientPayload {}

    /// A known opcode that asks for nothing that this gateway has; it counts as a payload only.
    record Ignored(Opcode opcode) implements ClientPayload {}

    /// An opcode that no client may send: 4001.
    record UnknownOpcode(long code) implements ClientPayload {}

    /// Not JSON, no object, or something without which the opcode makes no sense: 4002.
    record Malformed(String why) implements ClientPayload {}
}
