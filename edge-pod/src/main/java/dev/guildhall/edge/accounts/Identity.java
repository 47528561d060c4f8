package dev.guildhall.edge.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who holds a token: a user, and the application when the user is a bot.
public record Identity(User user, Optional<Application> application) {

    /// `flags` are Discord's: they say which privileged intents the bot has.
    public record Application(
            ApplicationId id,
            String name,
            String description,
            @Nullable User owner,
            int flags,
            String verifyKey) {}
}
