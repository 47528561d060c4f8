package dev.guildhall.common.id;

/// A message; ids grow within a guild, so their order is the order of the messages.
public record MessageId(long value) implements Comparable<MessageId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static MessageId parse(String text) {
        return new MessageId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
