package dev.guildhall.edge.rest.form;

/// Ids as clients write them.
public final class Snowflakes {

    private static final int MAX_DIGITS = 19;

    private Snowflakes() {}

    /// The id that `text` says in decimal digits, or -1 when it says none. Ids use 63 bits.
    public static long parse(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value < 0 ? -1 : value;
    }
}
