package dev.guildhall.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One node as a child process, which can be stopped, killed and started again on the same data.
/// For one thread.
public final class LocalCassandra implements AutoCloseable {

    private static final long START_TIMEOUT_MS = 120_000;
    private static final long STOP_TIMEOUT_MS = 20_000;
    private static final long POLL_MS = 50;
    private static final int SHOWN_LINES = 30;

    private final Path java;
    private final ServerFiles files;
    private final NodeOptions node;
    private @Nullable Process process;

    public LocalCassandra(Path java, ServerFiles files, NodeOptions node) {
        this.java = java;
        this.files = files;
        this.node = node;
    }

    /// Starts the node and returns when it answers CQL. Throws [CassandraException] with the end of
    /// its log when it does not.
    public void start() {
        begin();
        awaitReady();
    }

    /// Starts the process only; it answers after [#awaitReady].
    public void begin() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("runs already: " + node.folder());
        }
        try {
            List<String> command = NodeCommand.prepare(java, files, node);
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
        } catch (IOException e) {
            throw new CassandraException("cannot start Cassandra in " + node.folder(), e);
        }
    }

    public void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
        while (!answers()) {
            if (!alive()) {
                throw new CassandraException("Cassandra ended at its start:\n" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new CassandraException("Cassandra does not answer:\n" + endOfLog());
            }
            await(POLL_MS);
        }
    }

    private boolean answers() {
        return node.security().isPresent()
                ? CqlProbe.listens(node.address(), node.cqlPort())
                : CqlProbe.answers(node.address(), node.cqlPort());
    }

    /// Ends it in order: memory is flushed first.
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        if (!await(running, STOP_TIMEOUT_MS)) {
            kill();
        }
    }

    /// SIGKILL: what it had not on disk is gone.
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running, STOP_TIMEOUT_MS);
        }
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        if (process == null) {
            throw new IllegalStateException("was never started: " + node.folder());
        }
        return process.pid();
    }

    public NodeOptions options() {
        return node;
    }

    /// Where clients connect.
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress(node.address(), node.cqlPort());
    }

    /// What the process printed.
    public Path log() {
        return node.folder().resolve("cassandra.log");
    }

    @Override
    public void close() {
        stop();
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(long millis) {
        if (process != null) {
            await(process, millis);
        }
    }

    private static boolean await(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CassandraException("interrupted while waiting for Cassandra", e);
        }
    }
}
