package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One aspect of the state, in the shape of Kubernetes' `metav1.Condition`.
public record Condition(
        @JsonPropertyDescription("Ready, Progressing, Degraded or ScalingLimited.")
                @Required
                @Size(min = 1, max = 316)
                String type,
        @JsonPropertyDescription("True, False or Unknown.")
                @Required
                @Pattern("^(True|False|Unknown)$")
                String status,
        @JsonPropertyDescription("The generation of the spec that the condition speaks of.")
                @Nullable Long observedGeneration,
        @JsonPropertyDescription("When status last changed, RFC 3339.") @Required
                String lastTransitionTime,
        @JsonPropertyDescription("One CamelCase word that programs may read.")
                @Required
                @Size(min = 1, max = 1_024)
                String reason,
        @JsonPropertyDescription("What a person should know.") @Required @Size(max = 32_768)
                String message) {}
