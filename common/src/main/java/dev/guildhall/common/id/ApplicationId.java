package dev.guildhall.common.id;

/// An application; it owns one bot user.
public record ApplicationId(long value) implements Comparable<ApplicationId> {

    /// Reads the decimal form that the protocol uses; `NumberFormatException` when it is not one.
    public static ApplicationId parse(String text) {
        return new ApplicationId(Long.parseUnsignedLong(text));
    }

    @Override
    public int compareTo(ApplicationId other) {
        return Long.compare(value, other.value);
    }

    /// The decimal form that the protocol uses.
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
