package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// Encryption of the connections to the store.
public record TlsSpec(
        @JsonPropertyDescription(
                        "The Secret with ca.crt and, when the cluster asks for a client's"
                                + " certificate, tls.crt and tls.key. In local mode a folder with"
                                + " files of these names.")
                @Required
                @Size(min = 1, max = 1_024)
                String secret,
        @JsonPropertyDescription("Whether a node's certificate has to name the node.")
                @Default("true")
                boolean verifyHostname) {}
