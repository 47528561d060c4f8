package dev.guildhall.common.id;

/// A user, person or bot.
public record UserId(long value) implements Comparable<UserId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static UserId parse(String text) {
        return new UserId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
