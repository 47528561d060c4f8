package dev.guildhall.common.id;

/// A channel, category or direct-message channel.
public record ChannelId(long value) implements Comparable<ChannelId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static ChannelId parse(String text) {
        return new ChannelId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(ChannelId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
