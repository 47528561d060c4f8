package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.Liveness;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Ends everything that was started for a data directory, by process id.
///
/// The supervisor is asked first: it asks the operator, which ends the pods in order. What has lost
/// its parent is asked itself. What does not end is killed.
final class Teardown {

    private static final long GRACE_MS = 30_000;
    private static final long TRAINING_GRACE_MS = 150_000;
    private static final long ORPHAN_GRACE_MS = 10_000;
    private static final long POLL_NANOS = 20_000_000L;

    private final DataDir dir;
    private final Instance instance;

    Teardown(DataDir dir) {
        this.dir = dir;
        this.instance = new Instance(dir);
    }

    /// Gives how many processes were ended.
    int run() throws IOException {
        List<ProcessHandle> all = instance.all();
        if (all.isEmpty()) {
            Files.deleteIfExists(dir.supervisorPid());
            return 0;
        }
        Optional<ProcessHandle> supervisor = instance.supervisor();
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            boolean training = System.getenv("GUILDHALL_TRAINING") != null;
            await(training ? TRAINING_GRACE_MS : GRACE_MS);
        }
        instance.all().forEach(ProcessHandle::destroy);
        await(ORPHAN_GRACE_MS);
        for (ProcessHandle each : instance.all()) {
            each.destroyForcibly();
        }
        await(ORPHAN_GRACE_MS);
        Files.deleteIfExists(dir.supervisorPid());
        return (int) all.stream().filter(each -> !Liveness.lives(each)).count();
    }

    private void await(long graceMs) {
        List<ProcessHandle> ending = instance.all();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMs);
        while (System.nanoTime() < deadline && ending.stream().anyMatch(Liveness::lives)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
