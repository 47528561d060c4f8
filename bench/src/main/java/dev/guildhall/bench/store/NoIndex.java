package dev.guildhall.bench.store;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.loop.Projection;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;

/// No accounts beside the guild: messages change no index.
final class NoIndex implements Projection {

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {}

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done) {
        done.run();
    }
}
