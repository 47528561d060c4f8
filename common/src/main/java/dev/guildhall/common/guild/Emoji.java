package dev.guildhall.common.guild;

import org.jspecify.annotations.Nullable;

/// A reaction's emoji: a Unicode emoji (`id` null, `name` the characters) or a custom one.
public record Emoji(@Nullable Long id, String name) {}
