package dev.guildhall.guild.store;

import dev.guildhall.common.id.GuildId;

/// Opens guilds' stores. One for a pod.
public interface GuildStores {

    /// Claims the guild under `epoch` for `owner` (a pod's name) and opens its store; a guild that
    /// was never stored is opened empty. A claim with a higher epoch takes the guild at once from
    /// whoever had it; one with a lower or equal epoch of another owner throws
    /// [StoreException.Fenced].
    GuildStore claim(GuildId guildId, long epoch, String owner);

    /// Whether anything was ever stored for the guild. Claims nothing.
    boolean exists(GuildId guildId);
}
