package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The supervisor starts an operator that died again; this, within the operator, starts a
/// supervisor that died again. Only when both are killed at once nobody comes back.
///
/// For one thread.
public final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final String SUPERVISE = "supervise";

    private final DataDir dir;
    private final Path launcher;
    private @Nullable ProcessHandle supervisor;

    private Supervision(DataDir dir, Path launcher, @Nullable ProcessHandle supervisor) {
        this.dir = dir;
        this.launcher = launcher;
        this.supervisor = supervisor;
    }

    /// Of this process, when the launcher in `home` supervises it; else it never does anything.
    public static Supervision ofThisProcess(DataDir dir, Path home) {
        ProcessHandle parent =
                ProcessHandle.current().parent().filter(Supervision::supervises).orElse(null);
        return new Supervision(dir, home.resolve("guildhall"), parent);
    }

    private static boolean supervises(ProcessHandle parent) {
        return parent.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(SUPERVISE))
                .isPresent();
    }

    /// Writes down who supervises this directory's operator. Whole or not at all.
    public static void write(DataDir dir, long pid) throws IOException {
        Path next = dir.supervisorPid().resolveSibling("supervisor.pid.new");
        Files.writeString(next, pid + "\n");
        Files.move(next, dir.supervisorPid(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Looks once, and starts another supervisor when there was one and it is gone.
    void look() throws IOException {
        ProcessHandle watched = supervisor;
        if (watched == null || Liveness.lives(watched)) {
            return;
        }
        Optional<List<String>> command = command();
        if (command.isEmpty()) {
            supervisor = null;
            LOG.atWarn().log("the supervisor is gone, and this system does not tell how to start");
            return;
        }
        Process started =
                new ProcessBuilder(command.get())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(dir.log("operator").toFile()))
                        .start();
        supervisor = started.toHandle();
        write(dir, started.pid());
        LOG.atWarn()
                .addKeyValue(LogKeys.PID, started.pid())
                .log("the supervisor was gone; started another");
    }

    /// The launcher, told to wait for this process and then to run what this process runs.
    private Optional<List<String>> command() {
        ProcessHandle self = ProcessHandle.current();
        ProcessHandle.Info info = self.info();
        if (info.command().isEmpty() || info.arguments().isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(SUPERVISE, "--adopt", Long.toString(self.pid())));
        command.add(info.command().get());
        command.addAll(List.of(info.arguments().get()));
        return Optional.of(command);
    }
}
