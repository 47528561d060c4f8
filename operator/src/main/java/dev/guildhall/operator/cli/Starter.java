package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.JavaCommand;
import dev.guildhall.operator.local.Liveness;
import dev.guildhall.operator.local.LocalState;
import dev.guildhall.operator.local.Supervision;
import dev.guildhall.operator.local.UnreadableStateException;
import dev.guildhall.operator.plan.PlanState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Starts the operator under its supervisor and waits until every pod is ready.
final class Starter {

    private static final long READY_WITHIN_S = 120;
    private static final long POLL_NANOS = 25_000_000L;
    private static final int HOPELESS_FAILURES = 4;
    private static final int TAIL_LINES = 15;
    private static final List<String> OPERATOR_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx192m");

    private final DataDir dir;
    private final Path home;
    private final Instance instance;

    Starter(DataDir dir, Path home) {
        this.dir = dir;
        this.home = home;
        this.instance = new Instance(dir);
    }

    /// Starts; gives the supervisor.
    ProcessHandle start(UpChecks.Checked checked, boolean training) throws IOException {
        Files.createDirectories(dir.logs());
        Files.writeString(dir.manifest(), checked.manifest());
        dir.makeWith(checked.spec().store().kind());
        List<String> options = new ArrayList<>(OPERATOR_OPTIONS);
        options.add(dir.marker());
        List<String> command = new ArrayList<>();
        command.add(home.resolve("guildhall").toString());
        command.add("supervise");
        command.addAll(
                new JavaCommand(home, training)
                        .of(
                                "operator",
                                "operator",
                                "dev.guildhall.operator.OperatorMain",
                                options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GUILDHALL_DIR", dir.root().toString());
        builder.environment().put("GUILDHALL_HOME", home.toString());
        builder.environment().put("GUILDHALL_PORT", Integer.toString(checked.port()));
        builder.environment().put("GUILDHALL_TRAINING", Boolean.toString(training));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(dir.log("operator").toFile()));
        ProcessHandle supervisor = builder.start().toHandle();
        Supervision.write(dir, supervisor.pid());
        return supervisor;
    }

    /// Returns once all pods are ready. Refused when that will not happen.
    LocalState awaitReady(ProcessHandle supervisor) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
        while (System.nanoTime() < deadline) {
            Optional<LocalState> state = written().filter(Starter::ofLivingOperator);
            if (state.isPresent() && state.get().ready()) {
                return state.get();
            }
            if (!Liveness.lives(supervisor)) {
                throw failed("the operator ended", "operator");
            }
            state.flatMap(Starter::hopeless)
                    .ifPresent(slot -> {
                        throw failed(slot.pod() + " does not start", slot.pod());
                    });
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw failed("not ready after " + READY_WITHIN_S + " s", "operator");
    }

    private Optional<LocalState> written() throws IOException {
        try {
            return instance.state();
        } catch (UnreadableStateException _) {
            return Optional.empty(); // the operator is about to set it aside
        }
    }

    private static boolean ofLivingOperator(LocalState state) {
        return state.operator() != null
                && Instance.living(state).stream().anyMatch(each -> each.role().equals("operator"));
    }

    private static Optional<PlanState.Slot> hopeless(LocalState state) {
        return state.plan().slots().stream()
                .filter(slot -> !slot.wasReady() && slot.failures() >= HOPELESS_FAILURES)
                .findFirst();
    }

    private RefusedException failed(String what, String process) {
        StringBuilder text = new StringBuilder(what);
        try {
            List<String> lines = Files.readAllLines(dir.log(process));
            text.append("; the end of its log:");
            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
                    .forEach(line -> text.append("\n  ").append(line));
        } catch (IOException e) {
            text.append("; it left no log (").append(e).append(')');
        }
        return RefusedException.failed(text.toString());
    }
}
