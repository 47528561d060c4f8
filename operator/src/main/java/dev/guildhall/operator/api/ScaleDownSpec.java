package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/// How edges become fewer.
public record ScaleDownSpec(
        @JsonPropertyDescription(
                        "The most people that were online in so many seconds decide: after a peak"
                                + " edges stay for as long. Below 300 the number follows every"
                                + " short lull.")
                @Default("300")
                @Min(10)
                @Max(86_400)
                int windowSeconds,
        @JsonPropertyDescription("Most edges that are drained at a time.")
                @Default("1")
                @Min(1)
                @Max(100)
                int step) {

    static final ScaleDownSpec DEFAULT = new ScaleDownSpec(300, 1);
}
