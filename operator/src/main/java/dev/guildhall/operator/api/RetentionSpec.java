package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// How long messages are kept.
public record RetentionSpec(
        @JsonPropertyDescription(
                        "Days after which a message is dropped, of guilds that are not named; 0:"
                                + " never.")
                @Default("0")
                @Min(0)
                @Max(36_500)
                int messageDays,
        @JsonPropertyDescription("Guilds with a limit of their own.") @Size(max = 100)
                List<GuildRetentionSpec> guilds) {

    @SuppressWarnings("ConstantValue") // a manifest may leave it out
    public RetentionSpec {
        guilds = guilds == null ? List.of() : List.copyOf(guilds);
    }
}
