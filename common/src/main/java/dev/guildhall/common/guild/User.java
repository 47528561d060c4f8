package dev.guildhall.common.guild;

import dev.guildhall.common.id.UserId;
import org.jspecify.annotations.Nullable;

/// An account as others see it. `globalName` is the display name, `avatar` an image hash.
public record User(
        UserId id,
        String username,
        @Nullable String globalName,
        @Nullable String avatar,
        boolean bot) {}
