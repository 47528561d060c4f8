package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/// A guild that always has a pod of its own.
public record DedicatedGuildSpec(
        @JsonPropertyDescription(
                        "The guild's id, in quotes: it is larger than what YAML numbers keep"
                                + " exactly.")
                @Required
                @Pattern("^[1-9][0-9]{0,18}$")
                String guildId) {}
