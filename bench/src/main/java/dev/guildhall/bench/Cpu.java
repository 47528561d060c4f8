package dev.guildhall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// CPU time that processes of this machine have taken, user and system, from Linux's `/proc`.
record Cpu(List<Duration> taken, long atNanos) {

    private static final int USER_TICKS = 11;
    private static final long MS_PER_TICK = 10;

    /// Now, for each pid.
    static Cpu of(List<Long> pids) throws IOException {
        var taken = new ArrayList<Duration>();
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks =
                    Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
            taken.add(Duration.ofMillis(ticks * MS_PER_TICK));
        }
        return new Cpu(taken, System.nanoTime());
    }

    /// Cores that each process took between `before` and this, as `0.42 / 0.10`.
    String since(Cpu before) {
        double nanos = atNanos - before.atNanos;
        return IntStream.range(0, taken.size())
                .mapToObj(i ->
                        "%.2f".formatted(taken.get(i).minus(before.taken.get(i)).toNanos() / nanos))
                .collect(Collectors.joining(" / "));
    }
}
