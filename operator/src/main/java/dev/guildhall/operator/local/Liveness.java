package dev.guildhall.operator.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whether a process lives, also one that is not our child.
public final class Liveness {

    /// Start times of one process differ by this much at most when the clock was set in between.
    private static final long START_TOLERANCE_MS = 2_000;

    private Liveness() {}

    /// The living process of that pid, when it is the one that started at that time.
    public static Optional<ProcessHandle> find(long pid, long startedAtMs) {
        return ProcessHandle.of(pid)
                .filter(Liveness::lives)
                .filter(handle ->
                        Math.abs(startedAtMs(handle) - startedAtMs) <= START_TOLERANCE_MS);
    }

    /// Unix time of its start, 0 when the system does not tell.
    public static long startedAtMs(ProcessHandle handle) {
        return handle.info().startInstant().map(each -> each.toEpochMilli()).orElse(0L);
    }

    /// A dead process that nobody has waited for is dead: an init that does not reap leaves those.
    public static boolean lives(ProcessHandle handle) {
        return handle.isAlive() && !zombie(handle.pid());
    }

    /// Living processes of this user with `marker` among their arguments.
    public static List<ProcessHandle> withArgument(String marker) {
        return ProcessHandle.allProcesses()
                .filter(handle ->
                        handle.info()
                                .arguments()
                                .filter(all -> List.of(all).contains(marker))
                                .isPresent())
                .filter(Liveness::lives)
                .toList();
    }

    private static boolean zombie(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException _) {
            return false; // no procfs here, or gone just now, which isAlive tells
        }
    }
}
