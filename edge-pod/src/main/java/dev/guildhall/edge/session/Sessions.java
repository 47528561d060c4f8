package dev.guildhall.edge.session;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;

/// The edge's sessions, as the HTTP API needs them. Any thread may call; nothing blocks.
public interface Sessions {

    /// The user became a member of the guild (or a direct-message channel was opened for the user:
    /// its guild has the channel's id): the user's sessions on this edge open it. Sessions on other
    /// edges find out by themselves within some seconds.
    void joined(UserId userId, GuildId guildId);
}
