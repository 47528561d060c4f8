package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import dev.guildhall.operator.plan.PoolState;
import dev.guildhall.operator.plan.edges.EdgeDrain;
import dev.guildhall.operator.plan.edges.EdgesState;
import dev.guildhall.operator.plan.edges.LoadWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of sizes is still known to an operator that comes back.
class StateFileTest {

    private static final PlanState SIZED =
            new PlanState(
                    9,
                    0,
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new PlanState.PodShape("guild-7", 320, true)),
                    new PoolState(
                            List.of(new PoolState.Pin(new GuildId(1L << 60), "guild-pool-2", 5)),
                            6,
                            7),
                    new EdgesState(
                            4,
                            new LoadWindow(10, 1, 2, List.of(new LoadWindow.Peak(1, 30))),
                            List.of(
                                    new EdgeDrain.Draining("edge-0", 8),
                                    new EdgeDrain.Drained("edge-1", 8),
                                    new EdgeDrain.Overdue("edge-2"),
                                    new EdgeDrain.Released("edge-3", 9)),
                            3));

    @TempDir Path folder;
    private DataDir dir;
    private StateFile file;

    @BeforeEach
    void setUp() throws Exception {
        dir = DataDir.create(folder);
        file = new StateFile(dir);
    }

    @Test
    void everyStateOfADrainAndEachPinIsReadAsWritten() throws Exception {
        // When
        file.write(state(SIZED));

        // Then
        assertThat(file.read().orElseThrow().plan()).isEqualTo(SIZED);
    }

    @Test
    void theStateOfAnOperatorThatKnewNoSizesIsRead() throws Exception {
        // Given
        file.write(state(SIZED));
        ObjectMapper json = new ObjectMapper();
        ObjectNode written = (ObjectNode) json.readTree(dir.state().toFile());
        written.withObject("/plan").remove(List.of("shapes", "pool", "edges"));
        json.writeValue(dir.state().toFile(), written);

        // When
        PlanState read = file.read().orElseThrow().plan();

        // Then
        assertThat(read).isEqualTo(PlanState.initial(9));
    }

    private static LocalState state(PlanState plan) {
        return new LocalState(
                1,
                new LocalState.Endpoints("", "", ""),
                true,
                null,
                List.of(),
                new RouteTable(1, new Plan.Routes(List.of(), List.of(), List.of()), Map.of()),
                plan);
    }
}
