package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/// How many copies a datacenter has of everything.
public record ReplicationSpec(
        @JsonPropertyDescription("The datacenter, by the cluster's name for it.")
                @Required
                @Pattern("^[A-Za-z0-9_.-]{1,48}$")
                String datacenter,
        @JsonPropertyDescription("Copies; three outlive the loss of one node without an outage.")
                @Required
                @Min(1)
                @Max(9)
                int replicas) {}
