package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/// When a guild is large.
public record LargeGuildSpec(
        @JsonPropertyDescription(
                        "People online at which a guild gets a pod of its own. It goes back to the"
                                + " pool after ten minutes below half of it.")
                @Default("1000")
                @Min(1)
                @Max(10_000_000)
                int online) {

    static final LargeGuildSpec DEFAULT = new LargeGuildSpec(1_000);
}
