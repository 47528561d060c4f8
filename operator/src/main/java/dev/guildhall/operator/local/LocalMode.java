package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.observe.RoutePublisher;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A data directory that this process is the operator of, and what an earlier one left in it.
public final class LocalMode {

    private static final Logger LOG = LoggerFactory.getLogger(LocalMode.class);
    private static final long END_GRACE_MS = 8_000;
    private static final long TRAINING_GRACE_MS = 60_000;

    private final DataDir dir;
    private final StateFile file;
    private final @Nullable LocalState before;

    /// Whether there was a state that could not be read.
    private final boolean forgotten;

    /// Held for the life of the process.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final FileLock lock;

    private @Nullable LocalOperator operator;
    private long graceMs = END_GRACE_MS;

    /// What the operator was told to run.
    ///
    /// @param admin host:port of its admin server
    /// @param environment where a Java for Cassandra may be: JAVA17_HOME and HOME
    public record Settings(
            GuildClusterSpec spec,
            Path home,
            int firstPort,
            int directoryPort,
            String admin,
            boolean training,
            Map<String, String> environment) {

        /// In training one pod of each kind writes its start-up cache: the one that has worked.
        public Settings {
            spec = (training ? spec.withoutStandbys() : spec).withoutScaling();
        }
    }

    /// Starts the directory on a port.
    public interface Binder<T> {
        T bind(int port) throws IOException;
    }

    private LocalMode(DataDir dir, FileLock lock, long unixMs) throws IOException {
        this.dir = dir;
        this.lock = lock;
        this.file = new StateFile(dir);
        LocalState state = null;
        boolean readable = true;
        try {
            state = file.read().orElse(null);
        } catch (UnreadableStateException e) {
            readable = false;
            LOG.atError()
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .addKeyValue("now", file.setAside(unixMs))
                    .log("the state is unreadable and was set aside: all pods are started anew");
        }
        this.before = state;
        this.forgotten = !readable;
    }

    /// Becomes the operator of a directory.
    @SuppressWarnings("resource") // the lock lives as long as the process
    public static LocalMode lock(DataDir dir, Ticker ticker) throws IOException, InUseException {
        FileChannel channel =
                FileChannel.open(
                        dir.operatorLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw new InUseException(dir.root() + " has an operator already");
        }
        return new LocalMode(dir, lock, ticker.unixMs());
    }

    /// Binds the directory where living pods look for it, else anywhere.
    public <T> T bind(Binder<T> binder) throws IOException {
        LocalState earlier = before;
        if (earlier != null && earlier.processes().stream().anyMatch(LocalMode::lives)) {
            return binder.bind(earlier.directoryPort());
        }
        return binder.bind(0);
    }

    /// Takes over what lives. Nothing is started yet.
    public void open(
            Settings settings,
            Reports reports,
            RoutePublisher publisher,
            Ticker ticker,
            MeterRegistry registry,
            OperatorLoop loop)
            throws IOException {
        LocalState.Endpoints endpoints = endpoints(settings);
        Processes processes = new Processes(dir, loop::wake);
        if (before != null) {
            processes.adopt(before.processes());
        }
        adoptUnwritten(processes);
        if (forgotten) {
            endForgotten(processes);
        }
        graceMs = settings.training() ? TRAINING_GRACE_MS : END_GRACE_MS;
        StoreSpec wanted = settings.spec().store();
        LocalStore store = LocalStore.files();
        String contactPoint = "";
        if (wanted.ownCassandra()) {
            OwnCassandra own =
                    new OwnCassandra(
                            dir,
                            settings.home(),
                            settings.training(),
                            settings.environment(),
                            processes,
                            ticker);
            store = own;
            contactPoint = own.contactPoint();
        }
        PodPrograms programs =
                new PodPrograms(
                        new JavaCommand(settings.home(), settings.training()),
                        dir,
                        settings.spec(),
                        endpoints,
                        StoreEnvironment.of(wanted, contactPoint),
                        settings.directoryPort(),
                        settings.firstPort());
        operator =
                new LocalOperator(
                        settings.spec(),
                        store,
                        programs,
                        processes,
                        reports,
                        publisher,
                        file,
                        ticker,
                        new OperatorMetrics(registry),
                        state(settings, endpoints, ticker));
    }

    public void start(OperatorLoop loop) {
        loop.start(Objects.requireNonNull(operator));
    }

    /// Whether every wanted pod is ready.
    public boolean ready() {
        LocalOperator running = operator;
        return running != null && running.state().ready();
    }

    /// Ends all pods.
    public void endAll() {
        LocalOperator running = operator;
        if (running == null) {
            return;
        }
        try {
            running.endAll(graceMs);
        } catch (IOException e) {
            LOG.atError().addKeyValue(LogKeys.REASON, e.toString()).log("state not written");
        }
    }

    /// Pods that were started just before the last operator died are found by their command line.
    private void adoptUnwritten(Processes processes) {
        for (ProcessHandle handle : Liveness.withArgument(dir.marker())) {
            for (String argument : handle.info().arguments().orElse(new String[0])) {
                if (argument.startsWith(DataDir.POD_OPTION)) {
                    String pod = argument.substring(DataDir.POD_OPTION.length());
                    processes.adopt(pod, role(pod), handle);
                }
            }
        }
    }

    /// Living pods of a state that is lost hold ports and look for the directory where nobody
    /// knows: they end, and the plan starts others. Guilds are safe, since their epochs are in the
    /// store.
    private void endForgotten(Processes processes) {
        processes.endAll("edge", END_GRACE_MS);
        processes.endAll("guild", END_GRACE_MS);
        processes.all().stream()
                .filter(each -> !each.role().equals(OwnCassandra.ROLE))
                .forEach(each -> processes.forget(each.pod()));
    }

    private static String role(String pod) {
        if (pod.equals(OwnCassandra.NAME)) {
            return OwnCassandra.ROLE;
        }
        return pod.startsWith("edge") ? "edge" : "guild";
    }

    private LocalState state(Settings settings, LocalState.Endpoints endpoints, Ticker ticker) {
        ProcessHandle self = ProcessHandle.current();
        ProcessRecord record =
                new ProcessRecord(
                        "operator",
                        "operator",
                        self.pid(),
                        Liveness.startedAtMs(self),
                        settings.admin(),
                        "",
                        "",
                        true);
        LocalState earlier = before;
        PlanState plan =
                earlier == null ? PlanState.initial(ticker.unixMs() / 1_000) : earlier.plan();
        RouteTable table =
                earlier == null
                        ? new RouteTable(
                                0, new Plan.Routes(List.of(), List.of(), List.of()), Map.of())
                        : earlier.table();
        List<ProcessRecord> known = earlier == null ? List.of() : earlier.processes();
        return new LocalState(
                settings.directoryPort(), endpoints, false, record, known, table, plan);
    }

    private static LocalState.Endpoints endpoints(Settings settings) {
        String publicUrl = settings.spec().gateway().publicUrl();
        String url = publicUrl == null ? "http://127.0.0.1:" + settings.firstPort() : publicUrl;
        return new LocalState.Endpoints(url + "/", url + "/api", url.replaceFirst("^http", "ws"));
    }

    private static boolean lives(ProcessRecord record) {
        return Liveness.find(record.pid(), record.startedAtMs()).isPresent();
    }
}
