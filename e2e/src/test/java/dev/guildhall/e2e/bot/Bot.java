package dev.guildhall.e2e.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A bot program in a process of its own: commands go in, answers and observations come out, as
/// src/test/clients/README.md says. Thread-safe.
public final class Bot implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final Path log;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<JsonNode> seen = new CopyOnWriteArrayList<>();

    private Bot(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Bot start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        var bot = new Bot(name, builder.start(), log);
        Thread.ofVirtual().name("bot-" + name).start(bot::listen);
        return bot;
    }

    /// Sends a command and waits for its answer.
    ///
    /// @param arguments key, value, key, value; a value may be null
    /// @throws AssertionError with the library's words when the command fails or takes too long
    public JsonNode ask(String what, Object... arguments) {
        return answer(what, askLater(what, arguments));
    }

    /// Waits for the answer to a command that was sent with [#askLater].
    ///
    /// @throws AssertionError as [#ask]
    public JsonNode answer(String what, CompletableFuture<JsonNode> asked) {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(name + " cannot " + what + ": " + e.getCause().getMessage());
        } catch (TimeoutException _) {
            throw new AssertionError(name + " does not answer to " + what + ", see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// As [#ask], without waiting. The future fails when the command does.
    public CompletableFuture<JsonNode> askLater(String what, Object... arguments) {
        var command = new LinkedHashMap<String, Object>();
        long id = ids.incrementAndGet();
        command.put("id", id);
        command.put("do", what);
        for (int i = 0; i < arguments.length; i += 2) {
            command.put((String) arguments[i], arguments[i + 1]);
        }
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        try {
            byte[] line =
                    (JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (process) {
                process.getOutputStream().write(line);
                process.getOutputStream().flush();
            }
        } catch (IOException _) {
            asked.remove(id);
            answer.completeExceptionally(new IOException(name + " has ended, see " + log));
        }
        return answer;
    }

    /// All observations so far of one kind, in the order in which the library told them.
    public List<JsonNode> seen(String what) {
        return seen.stream().filter(each -> each.path("seen").asText().equals(what)).toList();
    }

    /// Waits until the library has told something of the kind, from its start on.
    ///
    /// @throws org.awaitility.core.ConditionTimeoutException after 30 s
    public void awaitSeen(String what, Predicate<JsonNode> that, String description) {
        Awaitility.await(name + " sees " + what + " " + description)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the program has ended, see " + log, () -> !process.isAlive())
                .until(() -> seen(what).stream().anyMatch(that));
    }

    /// Logs out and ends the program, by force when it does not go within seconds.
    @Override
    public void close() {
        if (process.isAlive()) {
            askLater("logout");
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            asked.values()
                    .forEach(each ->
                            each.completeExceptionally(
                                    new IOException(name + " has ended, see " + log)));
        }
    }

    private void accept(JsonNode line) {
        if (line.has("seen")) {
            seen.add(line);
            return;
        }
        CompletableFuture<JsonNode> answer = asked.remove(line.path("id").asLong());
        if (answer == null) {
            throw new IllegalStateException(name + " answers what nobody asked: " + line);
        }
        if (line.has("ok")) {
            answer.complete(line.get("ok"));
        } else {
            answer.completeExceptionally(new IOException(line.path("error").asText()));
        }
    }
}
