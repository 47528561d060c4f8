package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is; written by the operator alone.
public record GuildClusterStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("Guilds that are served; rounded when there are many.")
                @Nullable Long guilds,
        @JsonPropertyDescription(
                        "Gateway sessions of people and bots; rounded when there are many.")
                @Nullable Long online,
        @JsonPropertyDescription("Guild pods, wanted and there.")
                @Nullable GuildPodsStatus guildPods,
        @JsonPropertyDescription("Edge pods that there are.") @Nullable EdgesStatus edges,
        @JsonPropertyDescription("One entry for each type of condition.")
                @Nullable List<Condition> conditions) {}
