package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/// How long one guild's messages are kept.
public record GuildRetentionSpec(
        @JsonPropertyDescription(
                        "The guild's id, in quotes: it is larger than what YAML numbers keep"
                                + " exactly.")
                @Required
                @Pattern("^[1-9][0-9]{0,18}$")
                String guildId,
        @JsonPropertyDescription("Days after which a message is dropped; 0: never.")
                @Required
                @Min(0)
                @Max(36_500)
                int messageDays) {}
