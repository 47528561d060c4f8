package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/// How clients reach the system from outside.
public record GatewaySpec(
        @JsonPropertyDescription(
                        "What clients are told to connect to, such as https://chat.example.org; the"
                                + " gateway is the same with wss. Default in local mode:"
                                + " http://127.0.0.1 with the first edge's port.")
                @Pattern("^https?://[A-Za-z0-9.\\[\\]:-]+$")
                @Nullable String publicUrl,
        @JsonPropertyDescription(
                        "Rate limits of the HTTP API: default, none (for load tests), or the limits"
                                + " that differ from the default, each REQUESTS/SECONDS, such as"
                                + " global=500/1,send=100/1. See docs/api.md.")
                @Pattern("^(default|none|[a-z_]+=[0-9]+/[0-9]+(,[a-z_]+=[0-9]+/[0-9]+)*)$")
                @Nullable String rateLimits) {

    static final GatewaySpec DEFAULT = new GatewaySpec(null, null);
}
