package dev.guildhall.common.id;

/// A guild. Its value is also the id of the guild's @everyone role.
public record GuildId(long value) implements Comparable<GuildId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static GuildId parse(String text) {
        return new GuildId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(GuildId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
