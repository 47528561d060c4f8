package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of this data directory's pods: children, and those that an earlier operator
/// started. All methods are for the operator's loop.
final class Processes {

    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final long POLL_NANOS = 20_000_000L;

    private final DataDir dir;
    private final Runnable onExit;
    private final Map<String, PodProcess> byPod = new ConcurrentHashMap<>();

    /// `onExit` is called, on another thread, when a process has ended.
    Processes(DataDir dir, Runnable onExit) {
        this.dir = dir;
        this.onExit = onExit;
    }

    void start(String pod, String role, Programs.Program program) throws IOException {
        Files.createDirectories(dir.logs());
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.environment().putAll(program.environment());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(dir.log(pod).toFile()));
        Process process = builder.start();
        keep(PodProcess.child(pod, role, process));
    }

    /// Takes over the processes of an earlier operator that still live.
    void adopt(List<ProcessRecord> records) {
        for (ProcessRecord record : records) {
            Liveness.find(record.pid(), record.startedAtMs())
                    .ifPresent(handle -> {
                        keep(PodProcess.adopted(record.name(), record.role(), handle));
                        LOG.atInfo()
                                .addKeyValue(LogKeys.POD, record.name())
                                .addKeyValue(LogKeys.PID, record.pid())
                                .log("took over a living pod");
                    });
        }
    }

    /// Takes over a process that was started just before the last operator died, so that it could
    /// not be written down any more.
    void adopt(String pod, String role, ProcessHandle handle) {
        if (byPod.values().stream().noneMatch(each -> each.pid() == handle.pid())) {
            keep(PodProcess.adopted(pod, role, handle));
        }
    }

    private void keep(PodProcess process) {
        byPod.put(process.pod(), process);
        process.whenEnded(onExit);
    }

    List<PodProcess> all() {
        return List.copyOf(byPod.values());
    }

    /// All but the store's.
    List<PodProcess> pods() {
        return byPod.values().stream()
                .filter(process -> !process.role().equals(OwnCassandra.ROLE))
                .toList();
    }

    Optional<PodProcess> of(String pod) {
        return Optional.ofNullable(byPod.get(pod));
    }

    /// Drops what is known of a dead pod.
    void forget(String pod) {
        byPod.remove(pod);
    }

    /// Asks all of a role to end, waits, then ends the rest by force.
    void endAll(String role, long graceMs) {
        List<PodProcess> ending =
                all().stream()
                        .filter(each -> each.role().equals(role))
                        .filter(PodProcess::lives)
                        .toList();
        ending.forEach(PodProcess::terminate);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMs);
        while (ending.stream().anyMatch(PodProcess::lives) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        ending.stream().filter(PodProcess::lives).forEach(PodProcess::kill);
    }
}
