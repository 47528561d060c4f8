package dev.guildhall.e2e.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/// A data directory that commands are given for, and that is started only to be asked something.
record LocalInstance(Path data) {

    String launcher(String... arguments) throws IOException {
        return Tool.run(command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Tool.ROOT.resolve("guildhall").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return command;
    }

    /// Gives a command and ends it as Ctrl-C does once `file` is there.
    void interrupted(Path file, String... arguments) throws Exception {
        Path log = Files.createTempFile("guildhall-interrupted-", ".log");
        Process process =
                new ProcessBuilder(command(arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Awaitility.await()
                    .pollInterval(5, TimeUnit.MILLISECONDS)
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> Files.exists(file) || !process.isAlive());
            process.destroy();
            assertThat(process.waitFor()).as(Files.readString(log)).isNotZero();
            assertThat(file).as(Files.readString(log)).exists();
        } finally {
            Files.delete(log);
        }
    }

    /// Starts it, and asks for a channel's history with a token of before.
    List<String> history(String token, String channel) throws Exception {
        return whileUp(token, bot -> bot.history(channel));
    }

    /// Starts it, and backs it up while messages come in; gives the history after that.
    List<String> backedUpWhilePosting(String token, String channel, String backup)
            throws Exception {
        return whileUp(
                token,
                bot -> {
                    var _ = posting(bot, channel, () -> launcher("backup", backup));
                    return bot.history(channel);
                },
                "-f",
                withoutRateLimits().toString());
    }

    /// What the directory is to be started with, as it keeps it, but for rate limits.
    private Path withoutRateLimits() throws IOException {
        String kept = Files.readString(data.resolve("cluster.yaml"));
        return Files.writeString(
                data.resolveSibling(data.getFileName() + ".yaml"),
                kept.replaceFirst("(?m)^spec:\n", "spec:\n  gateway:\n    rateLimits: none\n"));
    }

    private interface Asking<T> {
        T ask(BotApi bot) throws Exception;
    }

    private <T> T whileUp(String token, Asking<T> work, String... options) throws Exception {
        try {
            List<String> up = new ArrayList<>(List.of("up", "-d", "--port", "0"));
            up.addAll(List.of(options));
            launcher(up.toArray(String[]::new));
            String status = launcher("status", "--json");
            String api = new ObjectMapper().readTree(status).get("api").asText();
            try (BotApi bot = new BotApi(api, token)) {
                return work.ask(bot);
            }
        } finally {
            launcher("down");
        }
    }

    /// Posts from before `work` to after it; gives what that gave.
    static String posting(BotApi bot, String channel, Callable<String> work) throws Exception {
        var done = new AtomicBoolean();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> posted =
                    executor.submit(() -> {
                        int count = 0;
                        for (; !done.get(); count++) {
                            bot.post(channel, "meanwhile " + count);
                        }
                        return count;
                    });
            String result;
            try {
                result = work.call();
            } finally {
                done.set(true);
            }
            assertThat(posted.get()).isPositive();
            bot.post(channel, "after");
            return result;
        }
    }
}
