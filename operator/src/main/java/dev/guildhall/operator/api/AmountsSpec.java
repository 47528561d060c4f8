package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Amounts of processor and memory, as Kubernetes writes quantities.
public record AmountsSpec(
        @JsonPropertyDescription("Processors: 2, or 500m for half of one. Numbers in quotes.")
                @Pattern("^[0-9]+(\\.[0-9]+)?m?$")
                @Size(max = 20)
                @Nullable String cpu,
        @JsonPropertyDescription("Bytes: 512Mi, 2Gi.")
                @Pattern("^[0-9]+(\\.[0-9]+)?(k|Ki|M|Mi|G|Gi|T|Ti)?$")
                @Size(max = 20)
                @Nullable String memory) {}
