package dev.guildhall.operator.local;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.observe.PodStatus;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.observe.RoutePublisher;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Observed;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.Planner;
import dev.guildhall.operator.plan.Role;
import dev.guildhall.operator.plan.packing.GuildLoad;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One round of local mode: observe, plan, write down, do, publish.
///
/// The order is what makes it safe to be killed anywhere: an epoch is on disk before a process gets
/// it, and a table is published after the processes that it names were started. For one thread.
public final class LocalOperator {

    /// Cassandra writes its memory to disk before it ends.
    private static final long STORE_GRACE_MS = 12_000;

    private final GuildClusterSpec spec;
    private final LocalStore store;
    private final Processes processes;
    private final Reports reports;
    private final RoutePublisher publisher;
    private final StateFile file;
    private final Ticker ticker;
    private final OperatorMetrics metrics;
    private final PodActions actions;
    private final SizingReport sizing;
    private LocalState state;

    /// Whether pods run: from then on they get along without the store for a while.
    private boolean begun;

    private @Nullable LocalState written;

    LocalOperator(
            GuildClusterSpec spec,
            LocalStore store,
            Programs programs,
            Processes processes,
            Reports reports,
            RoutePublisher publisher,
            StateFile file,
            Ticker ticker,
            OperatorMetrics metrics,
            LocalState state) {
        this.spec = spec;
        this.store = store;
        this.processes = processes;
        this.reports = reports;
        this.publisher = publisher;
        this.file = file;
        this.ticker = ticker;
        this.metrics = metrics;
        this.actions = new PodActions(programs, processes, reports, metrics);
        this.sizing = new SizingReport(metrics);
        this.state = state;
        this.begun = processes.pods().stream().anyMatch(PodProcess::lives);
    }

    /// Looks once and does what is to do. Throws when the state cannot be written: then nothing was
    /// started.
    void step() throws IOException {
        boolean answers = store.keep();
        begun = begun || answers;
        if (!begun) {
            state = waiting();
            if (differs()) {
                write();
            }
            return;
        }
        disownDead();
        Observed observed = observe();
        Plan plan =
                metrics.timed(() -> Planner.plan(spec, observed, ticker.unixMs(), state.plan()));
        state = stateWith(plan, state.table());
        if (!plan.starts().isEmpty() || !plan.takeovers().isEmpty()) {
            write();
        }
        for (Plan.Kill kill : plan.kills()) {
            actions.end(kill);
        }
        for (Plan.Start start : plan.starts()) {
            actions.start(start);
        }
        plan.takeovers().forEach(actions::tell);
        actions.forgetUnwanted(state.plan());
        RouteTable table = table(plan.routes());
        boolean changed = table.version() != state.table().version();
        state = stateWith(plan, table);
        if (changed || differs()) {
            write();
        }
        publisher.publish(table);
        metrics.observed(state);
        sizing.tell(plan);
    }

    /// What is so until the store answers: nothing but the store runs.
    private LocalState waiting() {
        return new LocalState(
                state.directoryPort(),
                state.endpoints(),
                false,
                state.operator(),
                records(),
                state.table(),
                state.plan());
    }

    LocalState state() {
        return state;
    }

    /// Ends all pods, edges first, so that they can tell their clients.
    void endAll(long graceMs) throws IOException {
        processes.endAll("edge", graceMs);
        processes.endAll("guild", graceMs);
        processes.endAll(OwnCassandra.ROLE, Math.max(STORE_GRACE_MS, graceMs));
        state =
                new LocalState(
                        state.directoryPort(),
                        state.endpoints(),
                        false,
                        null,
                        List.of(),
                        state.table(),
                        state.plan().stopped());
        file.write(state);
    }

    private void disownDead() {
        for (PodProcess process : processes.pods()) {
            if (!process.lives() && reports.of(process.pod()).isPresent()) {
                publisher.disown(process.pod());
                reports.forget(process.pod());
            }
        }
    }

    private Observed observe() {
        List<Observed.Pod> pods = new ArrayList<>();
        Map<GuildId, GuildLoad> loads = new HashMap<>();
        Set<GuildId> blocked = new HashSet<>();
        boolean accountsBlocked = false;
        for (PodProcess process : processes.pods()) {
            PodStatus status = reports.of(process.pod()).orElse(null);
            pods.add(
                    new Observed.Pod(
                            process.pod(),
                            process.lives(),
                            status != null && status.ready(),
                            status == null ? 0 : status.reportedAtMs(),
                            process.exit(),
                            edge(process, status)));
            if (status != null) {
                status.loads().forEach((id, load) -> loads.merge(id, load, GuildLoad::most));
                blocked.addAll(status.blocked());
                accountsBlocked |= status.accountsBlocked();
            }
        }
        return new Observed(pods, loads, List.copyOf(blocked), accountsBlocked);
    }

    /// All edges share this machine.
    private static Observed.@Nullable Edge edge(PodProcess process, @Nullable PodStatus status) {
        return status == null || !process.role().equals(Role.EDGE.label())
                ? null
                : new Observed.Edge("", status.sessions(), 0);
    }

    private RouteTable table(Plan.Routes routes) {
        Map<String, String> addresses = new HashMap<>();
        reports.all()
                .forEach((pod, status) -> {
                    if (!status.grpc().isEmpty()) {
                        addresses.put(pod, status.grpc());
                    }
                });
        RouteTable before = state.table();
        keepUnheard(before, addresses);
        addresses.keySet().retainAll(routes.pods().stream().map(Plan.RoutedPod::pod).toList());
        RouteTable same = new RouteTable(before.version(), routes, addresses);
        return same.equals(before)
                ? before
                : new RouteTable(before.version() + 1, routes, addresses);
    }

    /// A living pod that this operator has not heard of yet is where it was.
    private void keepUnheard(RouteTable before, Map<String, String> addresses) {
        for (PodProcess process : processes.pods()) {
            String address = before.addresses().get(process.pod());
            if (address != null && process.adopted() && process.lives()) {
                addresses.putIfAbsent(process.pod(), address);
            }
        }
    }

    private LocalState stateWith(Plan plan, RouteTable table) {
        List<ProcessRecord> records = records();
        return new LocalState(
                state.directoryPort(),
                state.endpoints(),
                ready(plan, records),
                state.operator(),
                records,
                table,
                plan.next());
    }

    private List<ProcessRecord> records() {
        return processes.all().stream()
                .filter(PodProcess::lives)
                .map(this::record)
                .sorted(Comparator.comparing(ProcessRecord::name))
                .toList();
    }

    private static boolean ready(Plan plan, List<ProcessRecord> records) {
        Set<String> ready =
                records.stream()
                        .filter(ProcessRecord::ready)
                        .map(ProcessRecord::name)
                        .collect(Collectors.toSet());
        return plan.next().slots().stream().allMatch(slot -> ready.contains(slot.pod()));
    }

    private ProcessRecord record(PodProcess process) {
        if (process.role().equals(OwnCassandra.ROLE)) {
            return process.record(begun);
        }
        return reports.of(process.pod())
                .map(process::record)
                .or(() -> asBefore(process))
                .orElseGet(process::record);
    }

    /// What an earlier operator knew of a pod that has not reported to this one yet.
    private Optional<ProcessRecord> asBefore(PodProcess process) {
        return state.processes().stream()
                .filter(each -> process.adopted() && each.pid() == process.pid())
                .findFirst();
    }

    private boolean differs() {
        LocalState last = written;
        return last == null || !last.equals(comparable());
    }

    private void write() throws IOException {
        LocalState next = comparable();
        file.write(next);
        written = next;
    }

    /// The state without the time of the plan, which changes with every step.
    private LocalState comparable() {
        return new LocalState(
                state.directoryPort(),
                state.endpoints(),
                state.ready(),
                state.operator(),
                state.processes(),
                state.table(),
                state.plan().timeless());
    }
}
