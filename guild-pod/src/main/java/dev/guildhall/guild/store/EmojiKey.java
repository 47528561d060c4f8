package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Emoji;

/// An emoji as the text that keys it: its id, or nothing, a colon, and its name.
public final class EmojiKey {

    private EmojiKey() {}

    public static String of(Emoji emoji) {
        return (emoji.id() == null ? "" : emoji.id().toString()) + ":" + emoji.name();
    }

    /// `IllegalArgumentException` when it is none.
    public static Emoji parse(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no emoji key");
        }
        Long id = colon == 0 ? null : Long.valueOf(key.substring(0, colon));
        return new Emoji(id, key.substring(colon + 1));
    }
}
