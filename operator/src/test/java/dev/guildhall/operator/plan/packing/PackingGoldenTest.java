package dev.guildhall.operator.plan.packing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.operator.plan.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `packing/`: pods and their guilds give moves. A pod takes 100 people online, 100 events a second
/// and 100 MiB, of which a member takes one, and the band is 25 %, unless a case says otherwise.
class PackingGoldenTest {

    private static final Golden GOLDEN = new Golden("packing");
    private static final PackingLimits LIMITS =
            new PackingLimits(100, 100, 100, 0, 1 << 20, 0, 25, 50);

    static List<String> cases() throws IOException {
        return GOLDEN.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void movesAreAsWritten(String name) throws IOException {
        // Given
        JsonNode input = GOLDEN.input(name);
        PackingLimits limits = Golden.read(input.path("limits"), LIMITS, PackingLimits.class);
        List<String> slots = new ArrayList<>();
        List<PackedGuild> guilds = new ArrayList<>();
        PackedGuild quiet = new PackedGuild(null, "", "", new GuildLoad(0, 0, 0));
        for (Map.Entry<String, JsonNode> pod : input.get("pods").properties()) {
            slots.add(pod.getKey());
            for (JsonNode each : pod.getValue()) {
                PackedGuild guild = Golden.read(each, quiet, PackedGuild.class);
                String home = guild.home().isEmpty() ? pod.getKey() : guild.home();
                guilds.add(new PackedGuild(guild.guildId(), pod.getKey(), home, guild.load()));
            }
        }
        Packing packing = new Packing(limits, slots, guilds);
        boolean even = input.path("even").asBoolean(false);

        // When
        boolean crowded = packing.crowded();
        boolean uneven = packing.uneven();
        Packed packed = packing.pack(true, even, limits.movesMax());

        // Then
        GOLDEN.check(name, new Given(crowded, uneven, packed));
    }

    private record Given(boolean crowded, boolean uneven, Packed packed) {}
}
