package dev.guildhall.operator.plan.packing;

/// What a pod said of one of its guilds.
///
/// @param members all, online or not
/// @param online people online
public record GuildLoad(long members, long online, double eventsPerSecond) {

    /// Of two reports the higher figures.
    public GuildLoad most(GuildLoad other) {
        return new GuildLoad(
                Math.max(members, other.members),
                Math.max(online, other.online),
                Math.max(eventsPerSecond, other.eventsPerSecond));
    }
}
