package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;

/// A gateway session as a relay sees it. Relays call it from their own threads; it never blocks.
public interface Subscriber {

    SessionId sessionId();

    UserId userId();

    /// The identify's intents. User clients, which send none, have all.
    int intents();

    /// From identify, 50 to 250.
    int largeThreshold();

    /// The guild is there: the first thing that the session is told of it. Becomes GUILD_CREATE.
    void guildOpened(GuildView view);

    /// The guild is gone for this session: it was removed from it (`unavailable` false) or the
    /// guild cannot be reached.
    void guildClosed(GuildId guildId, boolean unavailable);

    /// Events of the guild were lost on their way: the session must identify again.
    void eventsLost(GuildId guildId);

    /// A dispatch that the session may see. The same object goes to all sessions that may.
    void dispatch(Dispatch dispatch);
}
