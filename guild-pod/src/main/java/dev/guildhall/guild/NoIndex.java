package dev.guildhall.guild;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.loop.Projection;
import java.util.List;

/// No indexes.
final class NoIndex implements Projection {
    @Override
    public void rewrite(GuildId guildId, GuildSnapshot snapshot) {}

    @Override
    public void project(GuildId guildId, List<Event.Durable> events, Runnable done) {
        done.run();
    }
}
