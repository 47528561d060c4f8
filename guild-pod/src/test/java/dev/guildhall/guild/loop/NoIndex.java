package dev.guildhall.guild.loop;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;

/// An index of nothing.
final class NoIndex implements Projection {

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {}

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done) {
        done.run();
    }
}
