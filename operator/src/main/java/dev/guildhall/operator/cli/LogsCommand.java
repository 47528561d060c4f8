package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `guildhall logs`: shows what processes wrote, whole or as it comes.
@Command(
        name = "logs",
        description = "Show the logs of all processes, or of one.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";
    private static final long POLL_NANOS = 200_000_000L;

    @Mixin private DataOption data = new DataOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A process as `status` names it; also one that is gone.")
    private @Nullable String name;

    @Option(names = "-f", description = "Go on as lines are written, until Ctrl-C.")
    private boolean follow;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        DataDir dir = data.existing();
        TreeMap<String, LogTail> tails = new TreeMap<>();
        do {
            for (Path file : files(dir)) {
                tails.computeIfAbsent(nameOf(file), each -> new LogTail(file, prefix(each)));
            }
            for (LogTail tail : tails.values()) {
                tail.print(spec.commandLine().getOut());
            }
            spec.commandLine().getOut().flush();
            if (follow) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        } while (follow);
        return 0;
    }

    private String prefix(String process) {
        return name == null ? process + " | " : "";
    }

    private List<Path> files(DataDir dir) throws IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(dir.logs())) {
            try (Stream<Path> files = Files.list(dir.logs())) {
                files.filter(each -> each.toString().endsWith(SUFFIX)).sorted().forEach(all::add);
            }
        }
        if (name == null) {
            return all;
        }
        List<Path> one = all.stream().filter(each -> nameOf(each).equals(name)).toList();
        if (one.isEmpty()) {
            String known = all.stream().map(LogsCommand::nameOf).collect(Collectors.joining(", "));
            throw RefusedException.badInput(
                    "NAME: \"%s\" has no log; there are: %s".formatted(name, known));
        }
        return one;
    }

    private static String nameOf(Path file) {
        String text = String.valueOf(file.getFileName());
        return text.substring(0, text.length() - SUFFIX.length());
    }
}
