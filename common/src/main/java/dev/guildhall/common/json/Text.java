package dev.guildhall.common.json;

/// Text that came from a client.
public final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /// The same text with surrogates that have no partner replaced: JSON can carry them, UTF-8
    /// cannot.
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repair(text);
            }
        }
        return text;
    }

    private static String repair(String text) {
        return text.codePoints()
                .map(c -> isSurrogate(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
