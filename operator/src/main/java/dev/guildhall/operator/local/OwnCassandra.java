package dev.guildhall.operator.local;

import dev.guildhall.cassandra.CassandraException;
import dev.guildhall.cassandra.CqlProbe;
import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.NodeCommand;
import dev.guildhall.cassandra.NodeOptions;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data directory's own Cassandra, one node: started before the pods, started again when it
/// died, with a pause that grows up to ten seconds until it answers.
///
/// Its ports stay the same while any process of the directory lives: pods were told them at their
/// start.
final class OwnCassandra implements LocalStore {

    static final String NAME = "cassandra";
    static final String ROLE = "store";

    private static final Logger LOG = LoggerFactory.getLogger(OwnCassandra.class);
    private static final long[] PAUSES_MS = {0, 1_000, 3_000, 10_000};

    private final DataDir dir;
    private final Path home;
    private final boolean training;
    private final Map<String, String> environment;
    private final Processes processes;
    private final Ticker ticker;
    private final NodeOptions node;
    private boolean answers;
    private int failures;
    private long startAtNanos;

    /// `environment` says where Javas are; `processes` has taken over what lives. With `training`
    /// the server writes its start-up archive when it ends.
    OwnCassandra(
            DataDir dir,
            Path home,
            boolean training,
            Map<String, String> environment,
            Processes processes,
            Ticker ticker)
            throws IOException {
        this.dir = dir;
        this.home = home;
        this.training = training;
        this.environment = environment;
        this.processes = processes;
        this.ticker = ticker;
        this.node = node(dir, processes.all().stream().anyMatch(PodProcess::lives));
        this.startAtNanos = ticker.nanos();
    }

    private static NodeOptions node(DataDir dir, boolean inUse) throws IOException {
        Optional<CassandraPorts> known = inUse ? CassandraPorts.read(dir) : Optional.empty();
        CassandraPorts ports = known.isPresent() ? known.get() : CassandraPorts.choose(dir);
        return NodeOptions.single(dir.cassandra(), ports.cql(), ports.storage());
    }

    /// host:port where it speaks CQL.
    String contactPoint() {
        return node.address() + ":" + node.cqlPort();
    }

    @Override
    public boolean keep() throws IOException {
        Optional<PodProcess> process = processes.of(NAME);
        if (process.isPresent() && process.get().lives()) {
            return answers || probe(process.get());
        }
        process.ifPresent(this::ended);
        if (ticker.nanos() - startAtNanos >= 0) {
            start();
        }
        return false;
    }

    private boolean probe(PodProcess process) {
        if (CqlProbe.answers(node.address(), node.cqlPort())) {
            answers = true;
            failures = 0;
            LOG.atInfo()
                    .addKeyValue(LogKeys.PID, process.pid())
                    .addKeyValue(LogKeys.ADDRESS, contactPoint())
                    .log("Cassandra answers");
        }
        return answers;
    }

    private void ended(PodProcess process) {
        long pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)];
        LOG.atWarn()
                .addKeyValue(LogKeys.PID, process.pid())
                .addKeyValue(LogKeys.REASON, process.exit())
                .addKeyValue("pauseMs", pauseMs)
                .log("Cassandra ended; starting it again, `guildhall logs cassandra` says more");
        processes.forget(NAME);
        answers = false;
        failures++;
        startAtNanos = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
    }

    private void start() throws IOException {
        List<String> command;
        try {
            Path java = Java17.find(environment);
            ServerFiles files = ServerFiles.of(home);
            command =
                    new ArrayList<>(
                            NodeCommand.prepare(java, training ? files.recorded() : files, node));
        } catch (CassandraException e) {
            throw new IOException(e.getMessage(), e);
        }
        command.addAll(1, List.of(dir.marker(), dir.podMarker(NAME)));
        processes.start(NAME, ROLE, new Programs.Program(command, Map.of()));
        LOG.atInfo()
                .addKeyValue(LogKeys.PID, processes.of(NAME).map(PodProcess::pid).orElse(0L))
                .log("starting Cassandra");
    }
}
