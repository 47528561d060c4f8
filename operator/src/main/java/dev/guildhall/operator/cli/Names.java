package dev.guildhall.operator.cli;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import java.util.Optional;

/// Names and ids that people type.
final class Names {

    private static final int GUILD_MAX = 100;

    private Names() {}

    static void checkGuild(String name) {
        int length = name.strip().codePointCount(0, name.strip().length());
        if (length < 2 || length > GUILD_MAX) {
            throw RefusedException.badInput(
                    "NAME: \"%s\" is not allowed; 2 to %d characters are"
                            .formatted(name, GUILD_MAX));
        }
    }

    static void checkUser(String field, String name) {
        if (!name.matches("[a-z0-9._]{2,32}")) {
            throw RefusedException.badInput(
                    "%s: \"%s\" is not allowed; 2 to 32 of a-z, 0-9, '.' and '_' are"
                            .formatted(field, name));
        }
    }

    /// Empty when the text is no id.
    static Optional<UserId> userId(String text) {
        return text.matches("[1-9][0-9]{0,17}")
                ? Optional.of(UserId.parse(text))
                : Optional.empty();
    }

    static GuildId guildId(String text) {
        if (!text.matches("[1-9][0-9]{0,18}")) {
            throw RefusedException.badInput(
                    "--guild: \"%s\" is not a guild's id; `guild list` shows them".formatted(text));
        }
        return GuildId.parse(text);
    }
}
