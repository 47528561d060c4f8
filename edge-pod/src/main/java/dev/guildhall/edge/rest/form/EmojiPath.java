package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Emoji;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An emoji in a path, percent-encoded: its characters, or `name:id` of a custom one.
public final class EmojiPath {

    private static final int MAX_UNITS = 40;
    private static final int MAX_NAME = 32;
    private static final int FIRST_NON_ASCII = 0x80;

    private EmojiPath() {}

    /// The emoji; empty when it is none.
    public static Optional<Emoji> parse(String encoded) {
        String text = decoded(encoded);
        int colon = text.lastIndexOf(':');
        if (colon > 0) {
            return custom(text.substring(0, colon), text.substring(colon + 1));
        }
        return isUnicode(text) ? Optional.of(new Emoji(null, text)) : Optional.empty();
    }

    /// Also takes `a:name:id`, as animated ones are written.
    private static Optional<Emoji> custom(String before, String idText) {
        String name = before.startsWith("a:") ? before.substring(2) : before;
        long id = Snowflakes.parse(idText);
        boolean named = !name.isEmpty() && name.length() <= MAX_NAME;
        return id > 0 && named && name.chars().allMatch(EmojiPath::isNamePart)
                ? Optional.of(new Emoji(id, name))
                : Optional.empty();
    }

    private static boolean isNamePart(int c) {
        return c == '_'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }

    /// Emoji characters and what joins them; digits only with something after them.
    private static boolean isUnicode(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_UNITS
                && text.codePoints().anyMatch(c -> c >= FIRST_NON_ASCII && !isJoiner(c))
                && text.codePoints().allMatch(EmojiPath::isEmojiPart);
    }

    private static boolean isEmojiPart(int c) {
        return Character.isEmoji(c)
                || Character.isEmojiComponent(c)
                || Character.isExtendedPictographic(c);
    }

    /// Zero width joiner and variation selector: invisible by themselves.
    private static boolean isJoiner(int c) {
        return c == 0x200D || c == 0xFE0F;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
