package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// How many guild pods there are.
public record GuildPodsStatus(
        @JsonPropertyDescription("Guild pods that the plan wants, without those that stand by.")
                @Nullable Integer desired,
        @JsonPropertyDescription("Those of them that serve their guilds.")
                @Nullable Integer ready) {}
