package dev.guildhall.edge.session;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Presence.Activity;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.protocol.ClientPayload.PresenceUpdate;
import dev.guildhall.edge.protocol.ClientPayload.VoiceStateUpdate;
import dev.guildhall.edge.relay.Subscriber;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The guilds of one session: which are open, and what is said to all of them. Owned by the
/// session.
///
/// Those that a session begins with are opened a few at a time, and only while the client has room:
/// a bot can be in thousands, and each sends a GUILD_CREATE.
final class SessionGuilds {

    /// How far a guild is.
    enum Status {
        OPENING,
        OPEN,
        OPEN_DIRECT,
        UNAVAILABLE
    }

    private final SessionContext context;
    private final SessionProfile profile;
    private final Subscriber subscriber;
    private final Map<GuildId, Status> statuses = new HashMap<>();
    private final ArrayDeque<GuildId> waiting = new ArrayDeque<>(0);
    private PresenceUpdate presence;
    private int opening;
    private Moment now;
    private @Nullable GuildId voiceGuild;

    SessionGuilds(
            SessionContext context, SessionProfile profile, Subscriber subscriber, Moment now) {
        this.context = context;
        this.profile = profile;
        this.subscriber = subscriber;
        this.presence = profile.presence();
        this.now = now;
    }

    /// Time goes on; activities begin at this one.
    void now(Moment moment) {
        now = moment;
    }

    /// Takes guilds to be opened by [#proceed(boolean)].
    void openAll(Collection<GuildId> guildIds) {
        waiting.addAll(guildIds);
    }

    /// Opens guilds that wait, while the client has room and not too many are opening.
    void proceed(boolean room) {
        while (room && opening < context.limits().openingGuilds() && !waiting.isEmpty()) {
            opening++;
            open(waiting.removeFirst());
        }
    }

    /// Waits no longer for guilds that do not answer: others get their places.
    void hurry() {
        opening = 0;
    }

    /// Opens a guild, unless it is open or opening, or belongs to another shard. A relay goes on
    /// trying with a guild that is unavailable.
    void open(GuildId guildId) {
        if (profile.covers(guildId) && statuses.putIfAbsent(guildId, Status.OPENING) == null) {
            context.relays().open(guildId, subscriber, presence());
        }
    }

    /// Notes that a guild is there; false when it was not asked for.
    boolean opened(Guild guild) {
        Status status = guild.kind() == GuildKind.DIRECT ? Status.OPEN_DIRECT : Status.OPEN;
        answered();
        return statuses.replace(guild.id(), status) != null;
    }

    /// Notes that a guild is gone; true when the client is to be told: it had been there, or it was
    /// promised and will not come.
    boolean closed(GuildId guildId, boolean unavailable) {
        Status before = statuses.remove(guildId);
        answered();
        if (unavailable && before != null) {
            statuses.put(guildId, Status.UNAVAILABLE);
        }
        return before == Status.OPEN || (before == Status.OPENING && !unavailable);
    }

    boolean isOpen(GuildId guildId) {
        return statuses.get(guildId) == Status.OPEN;
    }

    void closeAll() {
        for (GuildId guildId : statuses.keySet()) {
            context.relays().close(guildId, profile.sessionId());
        }
        statuses.clear();
        waiting.clear();
    }

    void updatePresence(PresenceUpdate update) {
        presence = update;
        Presence whole = presence();
        for (GuildId guildId : statuses.keySet()) {
            context.relays().updatePresence(guildId, profile.sessionId(), whole);
        }
    }

    /// Joins, moves or leaves voice; `joined` is told when the guild agreed to a channel. A client
    /// that is in voice in one guild and joins another leaves the first.
    void updateVoice(VoiceStateUpdate update, Consumer<GuildId> joined) {
        GuildId guildId = update.guildId() == null ? voiceGuild : update.guildId();
        if (guildId == null || !statuses.containsKey(guildId)) {
            return;
        }
        if (voiceGuild != null && !voiceGuild.equals(guildId) && update.channelId() != null) {
            setVoice(
                    voiceGuild,
                    new VoiceStateUpdate(voiceGuild, null, false, false, false),
                    _ -> {});
        }
        voiceGuild = update.channelId() == null ? null : guildId;
        setVoice(guildId, update, joined);
    }

    private void setVoice(GuildId guildId, VoiceStateUpdate update, Consumer<GuildId> joined) {
        Command command =
                new Command.SetVoiceState(
                        profile.sessionId(),
                        update.channelId(),
                        update.selfMute(),
                        update.selfDeaf(),
                        update.selfVideo());
        context.relays()
                .command(guildId, Actor.user(profile.userId()), command)
                .thenAcceptAsync(
                        answer -> {
                            if (answer instanceof Answer.Accepted && update.channelId() != null) {
                                joined.accept(guildId);
                            }
                        },
                        context.home())
                .exceptionally(_ -> null);
    }

    private void answered() {
        opening = Math.max(0, opening - 1);
    }

    private Presence presence() {
        return new Presence(
                profile.userId(),
                presence.status(),
                profile.platform(),
                presence.activities().stream()
                        .map(a ->
                                new Activity(a.name(), a.type(), a.url(), a.state(), now.unixMs()))
                        .toList());
    }
}
