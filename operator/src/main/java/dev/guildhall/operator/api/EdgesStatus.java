package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import org.jspecify.annotations.Nullable;

/// How many edge pods there are; what `/scale` shows.
public record EdgesStatus(
        @JsonPropertyDescription("Edge pods that there are.") @StatusReplicas
                @Nullable Integer replicas,
        @JsonPropertyDescription("Those of them that take connections.") @Nullable Integer ready,
        @JsonPropertyDescription(
                        "The labels of edge pods as a selector, for whoever scales by their load.")
                @LabelSelector
                @Nullable String selector) {}
