package dev.guildhall.edge.session;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.PresenceUpdate;
import dev.guildhall.edge.protocol.ClientPayload.Shard;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.protocol.ReadyJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a session is and what it asked for: fixed at identify.
///
/// `version` is the gateway's, 9 or 10. `token` is kept to compare it at a resume and to ask again
/// whether it is still good. `edge` goes into READY's `_trace`.
public record SessionProfile(
        SessionId sessionId,
        Identity identity,
        String token,
        int version,
        int intents,
        @Nullable Shard shard,
        int largeThreshold,
        Presence.Platform platform,
        PresenceUpdate presence,
        String resumeUrl,
        String edge) {

    /// The profile of a checked identify.
    static SessionProfile of(
            SessionId sessionId, Identity identity, Identify identify, ConnectionInfo connection) {
        Long intents = identify.intents();
        return new SessionProfile(
                sessionId,
                identity,
                identify.token(),
                connection.version(),
                intents == null ? Intents.ALL : intents.intValue(),
                identify.shard(),
                identify.largeThreshold(),
                identify.platform(),
                identify.presence(),
                connection.resumeUrl(),
                connection.edge());
    }

    public UserId userId() {
        return identity.user().id();
    }

    /// A person, not a bot.
    boolean person() {
        return identity.application().isEmpty();
    }

    /// Whether a guild's events belong to this session's shard.
    boolean covers(GuildId guildId) {
        return shard == null || shard.covers(guildId);
    }

    /// What VOICE_SERVER_UPDATE carries. No server takes it: there is no media.
    String voiceToken() {
        return sessionId.value();
    }

    ReadyJson ready(List<GuildId> guilds) {
        return new ReadyJson(
                version,
                identity.user(),
                guilds,
                sessionId,
                resumeUrl,
                shard,
                identity.application()
                        .map(app -> new ReadyJson.Application(app.id().toString(), app.flags()))
                        .orElse(null),
                edge);
    }

    /// The token stays out of logs.
    @Override
    public String toString() {
        return "SessionProfile[sessionId=" + sessionId + ", userId=" + userId() + "]";
    }
}
