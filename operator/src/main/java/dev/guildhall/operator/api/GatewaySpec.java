package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How clients reach the system from outside. Local mode takes no notice of `tlsSecret`.
@ValidationRule(
        value =
                "!has(self.tlsSecret)"
                        + " || (has(self.publicUrl) && self.publicUrl.startsWith('https://'))",
        message =
                "with a certificate clients connect by https: set gateway.publicUrl to"
                        + " https://HOST, or leave gateway.tlsSecret out")
public record GatewaySpec(
        @JsonPropertyDescription(
                        "What clients are told to connect to, such as https://chat.example.org; the"
                                + " gateway is the same with wss. Default in local mode:"
                                + " http://127.0.0.1 with the first edge's port.")
                @Pattern("^https?://[A-Za-z0-9.\\[\\]:-]+$")
                @Size(max = 255)
                @Nullable String publicUrl,
        @JsonPropertyDescription(
                        "The Secret with tls.crt and tls.key of publicUrl's host, for edges that"
                                + " clients reach directly. Without it something before them has"
                                + " to end TLS.")
                @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
                @Size(max = 253)
                @Nullable String tlsSecret,
        @JsonPropertyDescription(
                        "Rate limits of the HTTP API: default, none (for load tests), or the limits"
                                + " that differ from the default, each REQUESTS/SECONDS, such as"
                                + " global=500/1,send=100/1. See docs/api.md.")
                @Pattern("^(default|none|[a-z_]+=[0-9]+/[0-9]+(,[a-z_]+=[0-9]+/[0-9]+)*)$")
                @Nullable String rateLimits) {

    static final GatewaySpec DEFAULT = new GatewaySpec(null, null, null);
}
