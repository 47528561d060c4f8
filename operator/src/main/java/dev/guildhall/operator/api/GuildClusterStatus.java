package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is; written by the operator alone.
public record GuildClusterStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("One entry for each type of condition.")
                @Nullable List<Condition> conditions) {}
