package dev.guildhall.common.id;

/// A role of a guild.
public record RoleId(long value) implements Comparable<RoleId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static RoleId parse(String text) {
        return new RoleId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(RoleId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
