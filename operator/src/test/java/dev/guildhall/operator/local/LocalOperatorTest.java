package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.operator.observe.PodStatus;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.observe.RoutePublisher;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import dev.guildhall.operator.schema.ManifestReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop's rounds over real processes that do nothing (`sleep`).
class LocalOperatorTest implements RoutePublisher {

    private static final Path SAMPLE = Path.of("../manifests/samples/local.yaml");
    private static final long FIRST_EPOCH = 40;

    @TempDir Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final Reports reports = new Reports(() -> {});
    private final List<String> disowned = new ArrayList<>();
    private final List<Long> epochsOnDiskAtStart = new ArrayList<>();
    private boolean storeAnswers = true;
    private List<String> program = List.of("sleep", "600");
    private DataDir dir;
    private Processes processes;
    private LocalOperator operator;
    private RouteTable published;

    @BeforeEach
    void begin() throws Exception {
        dir = DataDir.create(folder);
        open(
                new LocalState(
                        1,
                        new LocalState.Endpoints("", "", ""),
                        false,
                        null,
                        List.of(),
                        new RouteTable(
                                0, new Plan.Routes(List.of(), List.of(), List.of()), Map.of()),
                        PlanState.initial(FIRST_EPOCH)));
    }

    @AfterEach
    void end() throws IOException {
        operator.endAll(2_000);
    }

    private void open(LocalState state) throws Exception {
        processes = new Processes(dir, () -> {});
        processes.adopt(state.processes());
        operator =
                new LocalOperator(
                        new ManifestReader().read(SAMPLE),
                        () -> storeAnswers,
                        this::programOf,
                        processes,
                        reports,
                        this,
                        new StateFile(dir),
                        ticker,
                        new OperatorMetrics(new SimpleMeterRegistry()),
                        state);
    }

    private Programs.Program programOf(Plan.Start start) throws IOException {
        LocalState onDisk = new StateFile(dir).read().orElseThrow();
        epochsOnDiskAtStart.add(onDisk.plan().lastEpoch() - start.epoch());
        return new Programs.Program(program, Map.of("GUILDHALL_POD", start.pod()));
    }

    @Test
    void everythingIsStartedWithItsEpochOnDiskBefore() throws Exception {
        // When
        operator.step();

        // Then
        assertThat(processes.all())
                .extracting(PodProcess::pod)
                .containsExactlyInAnyOrder("guild-pool-1", "edge-0");
        assertThat(epochsOnDiskAtStart).hasSize(2).allMatch(ahead -> ahead >= 0);
        assertThat(published.placement().ownerOf(new GuildId(1)).orElseThrow().pod())
                .isEqualTo("guild-pool-1");
    }

    @Test
    void podsWaitForTheStoreAtTheStartOnly() throws Exception {
        // Given
        storeAnswers = false;

        // When
        operator.step();
        int before = processes.all().size();
        storeAnswers = true;
        operator.step();
        storeAnswers = false;
        processes.of("edge-0").orElseThrow().kill();
        await().until(() -> !processes.of("edge-0").orElseThrow().lives());
        operator.step();

        // Then
        assertThat(before).isZero();
        assertThat(processes.of("edge-0")).get().matches(PodProcess::lives);
    }

    @Test
    void isReadyOnceAllPodsHaveSaidSo() throws Exception {
        // Given
        operator.step();
        report("guild-pool-1", "127.0.0.1:7001");

        // When
        operator.step();
        boolean half = operator.state().ready();
        report("edge-0", "");
        operator.step();

        // Then
        assertThat(half).isFalse();
        assertThat(operator.state().ready()).isTrue();
        assertThat(published.addresses())
                .containsExactly(Map.entry("guild-pool-1", "127.0.0.1:7001"));
    }

    @Test
    void killedPodComesBackUnderANewEpochAndItsAddressIsForgotten() throws Exception {
        // Given
        operator.step();
        report("guild-pool-1", "127.0.0.1:7001");
        operator.step();
        long version = published.version();
        long pid = pidOf("guild-pool-1");

        // When
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> !processes.of("guild-pool-1").orElseThrow().lives());
        String exit = processes.of("guild-pool-1").orElseThrow().exit();
        operator.step();

        // Then
        assertThat(exit).isEqualTo("SIGKILL (exit code 137)");
        assertThat(pidOf("guild-pool-1")).isNotEqualTo(pid);
        assertThat(published.version()).isGreaterThan(version);
        assertThat(published.addresses()).isEmpty();
        assertThat(published.routes().pool().getFirst().epoch()).isEqualTo(FIRST_EPOCH + 3);
        assertThat(disowned).containsExactly("guild-pool-1");
    }

    @Test
    void newOperatorTakesOverWhatLives() throws Exception {
        // Given
        operator.step();
        report("guild-pool-1", "127.0.0.1:7001");
        operator.step();
        long pid = pidOf("guild-pool-1");
        RouteTable before = published;
        reports.forget("guild-pool-1");

        // When
        open(new StateFile(dir).read().orElseThrow());
        operator.step();

        // Then
        assertThat(pidOf("guild-pool-1")).isEqualTo(pid);
        assertThat(published).isEqualTo(before);
    }

    @Test
    void silentPodIsReplacedAndKilledOnlyWhenItBlocks() throws Exception {
        // Given
        operator.step();
        report("guild-pool-1", "127.0.0.1:7001");
        report("edge-0", "");
        stepFor(1_000);
        long silent = pidOf("guild-pool-1");

        // When
        stepFor(6_000, "edge-0");
        String replacement = published.routes().pool().getFirst().pod();
        boolean leftAlone = ProcessHandle.of(silent).orElseThrow().isAlive();
        report(replacement, "127.0.0.1:7002", new GuildId(9));
        operator.step();

        // Then
        assertThat(replacement).isEqualTo("guild-standby-1");
        assertThat(leftAlone).isTrue();
        await().until(() -> ProcessHandle.of(silent).filter(Liveness::lives).isEmpty());
    }

    @Test
    void programThatCannotBeStartedIsTriedAgain() throws Exception {
        // Given
        program = List.of("/nonexistent/program");

        // When
        org.assertj.core.api.Assertions.assertThatThrownBy(operator::step)
                .isInstanceOf(IOException.class);
        program = List.of("sleep", "600");
        stepFor(2_000);

        // Then
        assertThat(processes.all()).hasSize(2).allMatch(PodProcess::lives);
    }

    @Test
    void endingKillsWhatDoesNotListen() throws Exception {
        // Given
        program = List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done");
        operator.step();
        await().until(() -> java.nio.file.Files.readString(dir.log("edge-0")).contains("deaf"));
        List<PodProcess> all = processes.all();

        // When
        operator.endAll(200);

        // Then
        await().until(() -> all.stream().noneMatch(PodProcess::lives));
        assertThat(new StateFile(dir).read().orElseThrow().processes()).isEmpty();
    }

    private void stepFor(long ms, String... reporting) throws Exception {
        for (long passed = 0; passed < ms; passed += 250) {
            ticker.advanceMs(250);
            for (String pod : reporting) {
                report(pod, "");
            }
            operator.step();
        }
    }

    private void report(String pod, String grpc, GuildId... blocked) {
        reports.accept(
                new PodStatus(
                        pod,
                        grpc,
                        "127.0.0.1:1",
                        "",
                        true,
                        Map.of(),
                        List.of(blocked),
                        false,
                        0,
                        ticker.unixMs()));
    }

    private long pidOf(String pod) {
        return processes.of(pod).orElseThrow().pid();
    }

    @Override
    public void publish(RouteTable table) {
        published = table;
    }

    @Override
    public void disown(String pod) {
        disowned.add(pod);
    }
}
