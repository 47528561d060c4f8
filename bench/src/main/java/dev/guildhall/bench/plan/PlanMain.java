package dev.guildhall.bench.plan;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// `PlanMain SECONDS`: how long a plan takes, as a Markdown table: in a JVM that has made some,
/// measured for SECONDS, and one soon after a start. Runs [PlanBenchmark] in JVMs of its own, with
/// the operator's options.
public final class PlanMain {

    private static final int FRESH = 5;

    private PlanMain() {}

    public static void main(String[] args) throws RunnerException {
        int seconds = Integer.parseInt(args[0]);
        System.out.println(
                "| 10,000 guilds, 500 pods of the pool | p50, ms | p99, ms | most, ms |");
        System.out.println("|---|---|---|---|");
        print(
                "",
                options()
                        .mode(Mode.SampleTime)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(seconds)));
        print(
                ", about the 35th plan of each of %d JVMs".formatted(FRESH),
                options()
                        .mode(Mode.SingleShotTime)
                        .forks(FRESH)
                        .warmupIterations(0)
                        .measurementIterations(1));
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include(PlanBenchmark.class.getName())
                .jvmArgs(
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m")
                .verbosity(VerboseMode.SILENT);
    }

    private static void print(String how, ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            Statistics times = result.getPrimaryResult().getStatistics();
            System.out.printf(
                    Locale.ROOT,
                    "| %s%s | %.1f | %.1f | %.1f |%n",
                    result.getPrimaryResult().getLabel(),
                    how,
                    times.getPercentile(50),
                    times.getPercentile(99),
                    times.getMax());
        }
    }
}
