package dev.guildhall.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.placement.Placement.Owner;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.packing.GuildLoad;
import dev.guildhall.operator.schema.ManifestException;
import dev.guildhall.operator.schema.ManifestReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pods that do what a plan says, and that things happen to. Every plan is held to the rules that
/// make it safe.
final class SimulatedCluster {

    private static final long STEP_MS = 250;
    private static final GuildId LARGE = new GuildId(77);
    private static final List<GuildId> GUILDS =
            LongStream.rangeClosed(1, 80).mapToObj(GuildId::new).toList();
    private static final int POOL_MAX = 4;
    private static final String MANIFEST =
            """
            apiVersion: guildhall.dev/v1alpha1
            kind: GuildCluster
            metadata: {name: simulated}
            spec:
              edges: {min: 2, standbyPods: 1}
              guilds:
                dedicated: [{guildId: '5'}]
                largeGuild: {online: 100}
                pooledPods: %d
                standbyPods: 2
              store: {kind: cassandra}
            """;

    private static final List<GuildClusterSpec> SPECS =
            IntStream.rangeClosed(1, POOL_MAX).mapToObj(SimulatedCluster::spec).toList();

    /// What can happen between two plans.
    enum Happening {
        SECOND_PASSES,
        GUILD_POD_DIES,
        EDGE_DIES,
        GUILD_POD_FREEZES,
        EDGE_FREEZES,
        FROZEN_POD_GOES_ON,
        GUILD_IS_BLOCKED,
        GUILD_GROWS,
        GUILD_SHRINKS,
        GUILDS_GET_BUSY,
        GUILDS_GET_QUIET,
        PEOPLE_COME,
        PEOPLE_GO,
        MINUTES_PASS,
        POOL_GROWS,
        POOL_SHRINKS,
        OPERATOR_IS_AWAY
    }

    private static final class Pod {
        private final Role role;
        private final long startedAtMs;
        private boolean alive = true;
        private boolean frozen;
        private long reportedAtMs;

        Pod(Role role, long startedAtMs) {
            this.role = role;
            this.startedAtMs = startedAtMs;
        }
    }

    private final Map<String, Pod> pods = new TreeMap<>();
    private final Map<GuildId, Owner> owners = new HashMap<>();
    private Set<String> pool = Set.of();
    private Set<GuildId> named = Set.of();
    private GuildClusterSpec spec = SPECS.get(POOL_MAX - 2);
    private int turn;
    private long nowMs = 1_000_000;
    private long online;
    private double eventsPerSecond;
    private long sessions;
    private boolean blocked;
    private PlanState state = PlanState.initial(1);
    private Plan plan = step();

    Plan plan() {
        return plan;
    }

    void happen(Happening happening) {
        switch (happening) {
            case SECOND_PASSES -> steps(4);
            case GUILD_POD_DIES -> any(Role.GUILD).alive = false;
            case EDGE_DIES -> any(Role.EDGE).alive = false;
            case GUILD_POD_FREEZES -> any(Role.GUILD).frozen = true;
            case EDGE_FREEZES -> any(Role.EDGE).frozen = true;
            case FROZEN_POD_GOES_ON -> thawOne();
            case GUILD_IS_BLOCKED -> blocked = true;
            case GUILD_GROWS -> online = 150;
            case GUILD_SHRINKS -> online = 10;
            case GUILDS_GET_BUSY -> eventsPerSecond = 400;
            case GUILDS_GET_QUIET -> eventsPerSecond = 0;
            case PEOPLE_COME -> sessions = 40_000;
            case PEOPLE_GO -> sessions = 100;
            case MINUTES_PASS -> minutes();
            case POOL_GROWS -> spec = ofSize(+1);
            case POOL_SHRINKS -> spec = ofSize(-1);
            case OPERATOR_IS_AWAY -> nowMs += 60_000;
        }
        plan = step();
        blocked = false;
    }

    private GuildClusterSpec ofSize(int step) {
        return SPECS.get(Math.clamp(spec.guilds().pooledPods() + step, 1, POOL_MAX) - 1);
    }

    void thawAll() {
        pods.values().forEach(pod -> pod.frozen = false);
    }

    /// Long enough for every backoff, window and grace.
    void rest() {
        steps(4 * 60);
        nowMs += 700_000;
        steps(4 * 120);
    }

    boolean isWhole() {
        var wanted =
                Stream.concat(state.slots().stream(), state.standbys().stream())
                        .map(PlanState.Slot::pod)
                        .collect(Collectors.toSet());
        var living =
                pods.entrySet().stream()
                        .filter(entry -> entry.getValue().alive)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return wanted.equals(living);
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            plan = step();
        }
    }

    /// Long enough for the window of the edges, in the longest steps that are no absence.
    private void minutes() {
        for (int i = 0; i < 160; i++) {
            nowMs += 2_000 - STEP_MS;
            plan = step();
        }
    }

    private Plan step() {
        nowMs += STEP_MS;
        pods.values().stream()
                .filter(pod -> pod.alive && !pod.frozen && nowMs - pod.startedAtMs > 1_000)
                .forEach(pod -> pod.reportedAtMs = nowMs);
        Plan next = Planner.plan(spec, observed(), nowMs, state);
        check(next);
        state = next.next();
        next.kills().forEach(this::kill);
        next.starts().forEach(start -> pods.put(start.pod(), new Pod(start.role(), nowMs)));
        return next;
    }

    private void kill(Plan.Kill kill) {
        Pod pod = pods.get(kill.pod());
        if (kill.force() || !pod.frozen) {
            pod.alive = false;
        }
    }

    private Observed observed() {
        return new Observed(
                pods.entrySet().stream()
                        .map(entry ->
                                new Observed.Pod(
                                        entry.getKey(),
                                        entry.getValue().alive,
                                        entry.getValue().reportedAtMs > 0,
                                        entry.getValue().reportedAtMs,
                                        entry.getValue().alive ? "" : "exit code 1",
                                        edge(entry.getKey(), entry.getValue())))
                        .toList(),
                loads(),
                blocked ? List.of(LARGE) : List.of(),
                blocked);
    }

    /// A third of the guilds is busy at times.
    private Map<GuildId, GuildLoad> loads() {
        Map<GuildId, GuildLoad> loads = new HashMap<>();
        for (GuildId guildId : GUILDS) {
            double busy = guildId.value() % 3 == 0 ? eventsPerSecond : 1;
            loads.put(guildId, new GuildLoad(50, 10, busy));
        }
        if (online > 0) {
            loads.put(LARGE, new GuildLoad(500, online, 1));
        }
        return loads;
    }

    /// Sessions are with the edges that do not drain, the same number with each.
    private Observed.@Nullable Edge edge(String name, Pod pod) {
        if (pod.role != Role.EDGE || pod.reportedAtMs == 0) {
            return null;
        }
        List<String> serving =
                state.slots().stream()
                        .filter(slot -> slot.role() == Role.EDGE)
                        .map(PlanState.Slot::pod)
                        .filter(each -> state.edges().drain(each) == null)
                        .toList();
        return new Observed.Edge("", serving.contains(name) ? sessions / serving.size() : 0, 0);
    }

    private void check(Plan next) {
        for (Plan.Start start : next.starts()) {
            Pod before = pods.get(start.pod());
            assertThat(before == null || !before.alive).as("a living pod's name is free").isTrue();
            assertThat(start.epoch()).isGreaterThan(state.lastEpoch());
        }
        var epochs = next.starts().stream().map(Plan.Start::epoch).toList();
        assertThat(epochs).doesNotHaveDuplicates();
        assertThat(next.next().lastEpoch()).isGreaterThanOrEqualTo(state.lastEpoch());
        for (Plan.Kill kill : next.kills()) {
            Pod pod = pods.get(kill.pod());
            boolean responds = nowMs - pod.reportedAtMs < 2_000;
            assertThat(kill.force() && responds).as("a responding pod is not killed").isFalse();
        }
        assertThat(next.routes().pool()).hasSize(spec.guilds().pooledPods());
        checkOwners(next.routes());
    }

    /// A guild that is not named moves from a pod of the pool when that one is gone from it, or to
    /// one that is new in a pool that has grown; and whoever gets it has a higher epoch, or the
    /// store would refuse it.
    private void checkOwners(Plan.Routes routes) {
        Set<String> before = pool;
        pool = routes.pool().stream().map(Plan.PoolRoute::pod).collect(Collectors.toSet());
        Set<GuildId> namedBefore = named;
        named = routes.guilds().stream().map(Plan.GuildRoute::guildId).collect(Collectors.toSet());
        Placement placement = new RouteTable(1, routes, Map.of()).placement();
        for (GuildId guildId : GUILDS) {
            Owner owner = placement.ownerOf(guildId).orElseThrow();
            Owner last = owners.put(guildId, owner);
            if (last == null || last.equals(owner)) {
                continue;
            }
            assertThat(owner.epoch()).as("epochs of %s grow", guildId).isGreaterThan(last.epoch());
            boolean free = named.contains(guildId) || namedBefore.contains(guildId);
            boolean moved = !last.pod().equals(owner.pod()) && !free;
            if (moved && pool.contains(last.pod()) && before.contains(last.pod())) {
                assertThat(pool.size() > before.size() && !before.contains(owner.pod()))
                        .as("%s stays with %s, which is healthy", guildId, last.pod())
                        .isTrue();
            }
        }
    }

    /// Each time another.
    private Pod any(Role role) {
        List<Pod> living =
                pods.values().stream()
                        .filter(pod -> pod.alive && !pod.frozen && pod.role == role)
                        .toList();
        return living.isEmpty() ? new Pod(role, nowMs) : living.get(turn++ % living.size());
    }

    private void thawOne() {
        pods.values().stream()
                .filter(pod -> pod.frozen)
                .findFirst()
                .ifPresent(pod -> pod.frozen = false);
    }

    private static GuildClusterSpec spec(int pooledPods) {
        try {
            return new ManifestReader().read(MANIFEST.formatted(pooledPods));
        } catch (ManifestException e) {
            throw new AssertionError(e);
        }
    }
}
