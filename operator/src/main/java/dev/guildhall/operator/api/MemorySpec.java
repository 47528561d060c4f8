package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/// What a guild pod needs, by the members of its guilds. Local mode limits nothing by it.
public record MemorySpec(
        @JsonPropertyDescription("MiB of a guild pod without guilds.")
                @Default("256")
                @Min(64)
                @Max(65_536)
                int baseMiB,
        @JsonPropertyDescription(
                        "Bytes for each member, online or not. A guild's own pod requests baseMiB and"
                                + " this for each member, with a quarter to grow into; one of the"
                                + " pool 768 MiB more than baseMiB. None requests less than"
                                + " guilds.resources.requests.memory.")
                @Default("1024")
                @Min(100)
                @Max(1_000_000)
                int bytesPerMember) {

    static final MemorySpec DEFAULT = new MemorySpec(256, 1_024);
}
