package dev.guildhall.e2e.bot;

import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The client libraries that Guildhall promises to serve unmodified.
public enum Library {
    DISCORD_JS,
    DISCORD_PY,
    JDA;

    /// Starts a bot program on this library, not yet logged in. Installs the library first if
    /// needed.
    ///
    /// @param log where the program's stderr goes
    public Bot start(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        return switch (this) {
            case DISCORD_JS -> {
                Path program = Tool.CLIENTS.resolve("discordjs");
                yield Bot.start(
                        name(),
                        List.of("node", program.resolve("bot.js").toString()),
                        Map.of("NODE_PATH", Tool.install(program)),
                        log);
            }
            case DISCORD_PY -> {
                Path program = Tool.CLIENTS.resolve("discordpy");
                yield Bot.start(
                        name(),
                        List.of("python3", "-B", program.resolve("bot.py").toString()),
                        Map.of("PYTHONPATH", Tool.install(program)),
                        log);
            }
            case JDA -> {
                Path java = Path.of(System.getProperty("java.home"), "bin", "java");
                List<String> command =
                        List.of(
                                java.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                JdaBot.class.getName());
                yield Bot.start(name(), command, Map.of(), log);
            }
        };
    }
}
