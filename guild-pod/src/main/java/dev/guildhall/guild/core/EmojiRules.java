package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Emoji;

/// Which emojis can be reacted with: Unicode's. Guilds have no emojis of their own.
final class EmojiRules {

    /// The longest that Unicode recommends (flags of regions, families) fit into half of it.
    private static final int MAX_CHARS = 64;

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private EmojiRules() {}

    /// Whether it is one emoji or a sequence that makes one, by the characters it is made of: only
    /// such as occur in emojis, and not digits alone.
    static boolean isKnown(Emoji emoji) {
        String name = emoji.name();
        return emoji.id() == null
                && !name.isEmpty()
                && name.length() <= MAX_CHARS
                && name.codePoints().allMatch(EmojiRules::occursInEmoji)
                && name.codePoints().anyMatch(EmojiRules::makesEmoji);
    }

    private static boolean occursInEmoji(int codePoint) {
        return Character.isEmoji(codePoint)
                || Character.isEmojiComponent(codePoint)
                || isJoiner(codePoint);
    }

    private static boolean makesEmoji(int codePoint) {
        return codePoint >= FIRST_BEYOND_ASCII && !isJoiner(codePoint);
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER
                || codePoint == EMOJI_STYLE
                || (codePoint >= FIRST_TAG && codePoint <= LAST_TAG);
    }
}
