package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/// How people sign in.
public record AuthSpec(
        @JsonPropertyDescription(
                        "Whether people may sign in by name alone, without a password. For one's"
                                + " own machine and for tests.")
                @Default("false")
                boolean dev) {

    static final AuthSpec DEFAULT = new AuthSpec(false);
}
