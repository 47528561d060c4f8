package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/// Where guilds, messages and accounts are kept.
public record StoreSpec(
        @JsonPropertyDescription("embedded: SQLite files in the data directory, for one machine.")
                @Default("embedded")
                Kind kind) {

    static final StoreSpec DEFAULT = new StoreSpec(Kind.EMBEDDED);

    /// The kinds of store.
    public enum Kind {
        @JsonProperty("embedded")
        EMBEDDED
    }

    @SuppressWarnings("ConstantValue") // a manifest may leave it out
    public StoreSpec {
        kind = kind == null ? Kind.EMBEDDED : kind;
    }
}
