package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An account; the application when it is a bot's.
public record Identity(User user, Optional<Application> application) {

    /// `flags` are Discord's and say which privileged intents are granted. `owner` is null when the
    /// bot was made without one, or the owner's account is gone.
    public record Application(
            ApplicationId id,
            String name,
            String description,
            @Nullable User owner,
            int flags,
            String verifyKey) {

        /// All three privileged intents: GATEWAY_PRESENCE, GATEWAY_GUILD_MEMBERS,
        /// GATEWAY_MESSAGE_CONTENT.
        ///
        /// Source:
        /// <https://discord.com/developers/docs/resources/application#application-object-application-flags>
        public static final int ALL_INTENTS = 1 << 12 | 1 << 14 | 1 << 18;
    }
}
