package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import java.util.concurrent.CompletableFuture;

/// The edge's way to guilds, for sessions and for the HTTP API. Any thread may call; nothing
/// blocks.
public interface Relays {

    /// Brings a session to a guild: makes the relay when there is none, and calls `guildOpened` or
    /// `guildClosed` later.
    void open(GuildId guildId, Subscriber subscriber, Presence presence);

    /// Takes a session from a guild; the user goes offline when it was the last one.
    void close(GuildId guildId, SessionId sessionId);

    /// Says a session's new presence to the guild.
    void updatePresence(GuildId guildId, SessionId sessionId, Presence presence);

    /// A command: by the relay's stream where the edge has a relay for the guild, else by a unary
    /// call. Never completes exceptionally: what cannot be reached is answered GUILD_UNAVAILABLE or
    /// OVERLOADED. A command whose stream broke is answered GUILD_UNAVAILABLE though it may have
    /// been done: only the sender knows whether to repeat it.
    CompletableFuture<Answer> command(GuildId guildId, Actor actor, Command command);

    /// A read, always by a unary call; failures as in `command`.
    CompletableFuture<Result> read(GuildId guildId, Actor actor, Query query);
}
