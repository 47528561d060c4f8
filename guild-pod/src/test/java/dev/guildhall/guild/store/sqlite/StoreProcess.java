package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.GuildFixture;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// An owner of the fixture's guild in a process of its own, which appends for ever and says what
/// was acknowledged; and the handle that a test has on it.
public final class StoreProcess implements AutoCloseable {

    /// How it ends when another owner has claimed the guild.
    static final int FENCED = 3;

    private static final int MAX_BATCH = 5;

    private final Process process;
    private final BufferedReader output;
    private long acknowledged;

    private StoreProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// Prints `acked SEQ` after each append, and `fenced EPOCH` at its end.
    ///
    /// Arguments: folder, epoch.
    public static void main(String[] args) {
        Random random = new Random();
        try (var stores = SqliteStores.in(Path.of(args[0]));
                var guild = new OpenGuild(stores, Long.parseLong(args[1]), "child")) {
            if (guild.seq() == 0) {
                guild.append(GuildFixture.created());
            }
            while (true) {
                guild.append(messages(guild.seq(), 1 + random.nextInt(MAX_BATCH)));
                say("acked " + guild.seq());
            }
        } catch (StoreException.Fenced e) {
            say("fenced " + e.claimedEpoch());
            System.exit(FENCED);
        }
    }

    /// Messages whose content is their seq.
    static List<Event.MessageCreated> messages(long seq, int count) {
        var events = new ArrayList<Event.MessageCreated>();
        for (long next = seq + 1; next <= seq + count; next++) {
            events.add(
                    GuildFixture.sent(
                            GuildFixture.message(
                                    GuildFixture.GENERAL,
                                    GuildFixture.messageId(next),
                                    Long.toString(next))));
        }
        return events;
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static StoreProcess start(Path folder, long epoch) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        StoreProcess.class.getName(),
                        folder.toString(),
                        Long.toString(epoch));
        return new StoreProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// Waits until it has appended `count` more times.
    void awaitAppends(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String line = nextLine();
            if (line == null || !line.startsWith("acked ")) {
                throw new IllegalStateException("the child said " + line);
            }
        }
    }

    /// What it says last but acknowledgements, once it has ended; null when that is nothing.
    @Nullable String lastWords() throws IOException {
        String last = null;
        for (String line = nextLine(); line != null; line = nextLine()) {
            last = line.startsWith("acked ") ? null : line;
        }
        return last;
    }

    private @Nullable String nextLine() throws IOException {
        String line = output.readLine();
        if (line != null && line.startsWith("acked ")) {
            acknowledged = Long.parseLong(line.substring("acked ".length()));
        }
        return line;
    }

    /// The last seq that it has said was stored.
    long acknowledged() {
        return acknowledged;
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
