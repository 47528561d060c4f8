package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.KillScript;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A [DoomedOwner] in a process of its own, and the handle that a test has on it.
final class DoomedProcess implements AutoCloseable {

    private static final String ACKNOWLEDGED = "acknowledged ";

    private final Process process;
    private final Path output;

    private DoomedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Prints the last seq of each batch that was acknowledged.
    ///
    /// Arguments: port on the loopback, keyspace, guild.
    public static void main(String[] args) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
        CassandraOptions options = CassandraOptions.plain(List.of(address), "datacenter1", args[1]);
        try (CassandraSession session = CassandraSession.open(options, new SimpleMeterRegistry())) {
            KillScript script = new KillScript(new GuildId(Long.parseLong(args[2])));
            new DoomedOwner(script, session, DoomedProcess::say).play();
        }
    }

    private static void say(long acknowledged) {
        System.out.println(ACKNOWLEDGED + acknowledged);
        System.out.flush();
    }

    /// `output` is where it prints to.
    static DoomedProcess start(
            InetSocketAddress address, String keyspace, KillScript script, Path output)
            throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                DoomedProcess.class.getName(),
                                Integer.toString(address.getPort()),
                                keyspace,
                                Long.toString(script.guildId().value()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new DoomedProcess(process, output);
    }

    /// SIGKILL; returns the last seq that it has said was acknowledged.
    long kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(ACKNOWLEDGED))
                .mapToLong(line -> Long.parseLong(line.substring(ACKNOWLEDGED.length())))
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
