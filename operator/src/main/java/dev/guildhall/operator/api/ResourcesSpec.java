package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// Processor and memory of a container, as in a pod's `resources`. Local mode limits nothing.
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !has(self.requests.memory)"
                        + " || !has(self.limits.memory) ||"
                        + " quantity(self.requests.memory).compareTo(quantity(self.limits.memory)) <= 0",
        message =
                "the memory requested is above its limit: lower resources.requests.memory or raise"
                        + " resources.limits.memory")
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !has(self.requests.cpu)"
                        + " || !has(self.limits.cpu) ||"
                        + " quantity(self.requests.cpu).compareTo(quantity(self.limits.cpu)) <= 0",
        message =
                "the cpu requested is above its limit: lower resources.requests.cpu or raise"
                        + " resources.limits.cpu")
public record ResourcesSpec(
        @JsonPropertyDescription("What a node has to have free for the pod.")
                @Nullable AmountsSpec requests,
        @JsonPropertyDescription(
                        "What the container is held to. Memory above it ends the container.")
                @Nullable AmountsSpec limits) {}
