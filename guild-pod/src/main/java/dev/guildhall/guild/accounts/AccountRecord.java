package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import org.jspecify.annotations.Nullable;

/// A piece of an accounts store.
public sealed interface AccountRecord {

    /// The key that signs tokens: whoever has it can make them. It never shows in `toString`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SigningKey(byte[] key) implements AccountRecord {
        @Override
        public String toString() {
            return "SigningKey[hidden]";
        }
    }

    /// `generation` is that of the tokens that hold; `application` is null for people.
    record Account(User user, int generation, @Nullable BotApplication application)
            implements AccountRecord {}

    /// A bot's application, which has the bot's id. `flags` are Discord's.
    record BotApplication(
            String name,
            String description,
            @Nullable UserId ownerId,
            int flags,
            String verifyKey) {}

    /// The direct-message channel of two users, `low` having the smaller id.
    record DirectChannel(UserId low, UserId high, ChannelId channelId) implements AccountRecord {}
}
