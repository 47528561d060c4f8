package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Guild pods. `pooledPods` above 1 needs more than one machine's store. Local mode limits nothing
/// by `resources` and `memory`: they count for which guild of the pool is where.
public record GuildsSpec(
        @JsonPropertyDescription(
                        "How many guild pods share the guilds that have no pod of their own. The"
                                + " embedded store allows 1.")
                @Default("1")
                @Min(1)
                @Max(500)
                int pooledPods,
        @JsonPropertyDescription("When a guild gets a pod of its own.") @Default("{}")
                LargeGuildSpec largeGuild,
        @JsonPropertyDescription(
                        "Guilds that always have a pod of their own. For exceptional guilds: all"
                                + " others are placed by their load.")
                @Size(max = 100)
                List<DedicatedGuildSpec> dedicated,
        @JsonPropertyDescription(
                        "How long a guild pod may be silent, in seconds, until its guilds are given"
                                + " to another.")
                @Default("5")
                @Min(2)
                @Max(60)
                int leaseSeconds,
        @JsonPropertyDescription(
                        "How many guild pods wait without guilds, to take over at once from one"
                                + " that ends or is silent.")
                @Default("1")
                @Min(0)
                @Max(10)
                int standbyPods,
        @JsonPropertyDescription("Processor and memory of each guild pod's container.")
                @Nullable ResourcesSpec resources,
        @JsonPropertyDescription("What memory a guild pod requests, by its guilds' members.")
                @Default("{}")
                MemorySpec memory) {

    static final GuildsSpec DEFAULT =
            new GuildsSpec(1, LargeGuildSpec.DEFAULT, List.of(), 5, 1, null, MemorySpec.DEFAULT);

    /// The same without pods that wait.
    public GuildsSpec withoutStandbys() {
        return new GuildsSpec(
                pooledPods, largeGuild, dedicated, leaseSeconds, 0, resources, memory);
    }

    @SuppressWarnings("ConstantValue") // a manifest may leave sections out
    public GuildsSpec {
        largeGuild = largeGuild == null ? LargeGuildSpec.DEFAULT : largeGuild;
        dedicated = dedicated == null ? List.of() : List.copyOf(dedicated);
        memory = memory == null ? MemorySpec.DEFAULT : memory;
    }
}
