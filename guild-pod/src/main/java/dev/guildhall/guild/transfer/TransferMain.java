package dev.guildhall.guild.transfer;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The program that copies stores; `guildhall backup`, `restore`, `export` and `store migrate`
/// start it. Exit codes: 0 done, 1 failed, 2 cannot be used as given.
///
/// Arguments: `backup STORE DIR`, `restore DIR STORE`, `migrate STORE`, `export STORE GUILD
/// [FILE]`; STORE is the folder of an embedded store.
public final class TransferMain {

    /// Kept beside an embedded store while a restore into it is not finished.
    private static final String RESTORE_JOURNAL = "restore.jsonl";

    /// The same while a migration away from it is not finished.
    private static final String MIGRATION_JOURNAL = "migrate.jsonl";

    private static final int FAILED = 1;
    private static final int BUFFER = 1 << 16;
    private static final long CHUNK_BYTES = 1 << 20;

    private TransferMain() {}

    public static void main(String[] args) {
        AtomicBoolean done = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(done), "interrupted"));
        int code = run(List.of(args));
        done.set(true);
        System.exit(code);
    }

    private static void interrupted(AtomicBoolean done) {
        if (!done.get()) {
            System.err.println("\nguildhall: interrupted; the same command goes on from here");
        }
    }

    private static int run(List<String> args) {
        try {
            transfer(args);
            return 0;
        } catch (TransferException e) {
            return said(e.getMessage(), e.exitCode());
        } catch (StoreException | IOException | UncheckedIOException e) {
            return said(e.getMessage(), FAILED);
        }
    }

    private static int said(@Nullable String message, int code) {
        String.valueOf(message).lines().forEach(line -> System.err.println("guildhall: " + line));
        return code;
    }

    private static void transfer(List<String> args) throws IOException {
        String command = args.isEmpty() ? "" : args.getFirst();
        Progress progress = new Progress(command, System.err, Ticker.system(), isTerminal());
        switch (command) {
            case "backup" -> {
                Path folder = existing(args.get(1));
                OpenStore store = OpenStore.embedded(folder);
                Path to = Path.of(args.get(2));
                new Backup(store, folder.toString(), to, progress, CHUNK_BYTES).run();
            }
            case "restore" -> {
                Path from = Path.of(args.get(1));
                var _ = Manifest.read(from); // before anything is made
                Path folder = Path.of(args.get(2));
                Files.createDirectories(folder);
                TransferTarget store = OpenStore.embedded(folder).target();
                new Restore(from, store, folder.resolve(RESTORE_JOURNAL), progress).run();
            }
            case "migrate" -> migrate(existing(args.get(1)), progress);
            case "export" -> {
                OpenStore store = OpenStore.embedded(existing(args.get(1)));
                export(store, GuildId.parse(args.get(2)), args, progress);
            }
            default ->
                    throw TransferException.badInput(
                            "\"%s\" is no transfer; backup, restore, migrate and export are"
                                    .formatted(command));
        }
    }

    /// Where to, `GUILDHALL_CASSANDRA_*` says, as it says to pods.
    private static void migrate(Path folder, Progress progress) throws IOException {
        CassandraOptions options;
        try {
            ConfigReader reader = new ConfigReader(System.getenv());
            options = CassandraOptions.from(reader);
            reader.check();
        } catch (ConfigException e) {
            throw TransferException.badInput(String.join("\n", e.errors()));
        }
        try (CassandraTarget cassandra = CassandraTarget.open(options)) {
            Path journal = folder.resolve(MIGRATION_JOURNAL);
            new Migration(OpenStore.embedded(folder), cassandra.target(), journal, progress).run();
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static Path existing(String store) throws IOException {
        Path folder = Path.of(store);
        if (!Files.isDirectory(folder)) {
            throw TransferException.badInput(folder + " holds no store: it does not exist");
        }
        return folder.toRealPath();
    }

    private static void export(
            OpenStore store, GuildId guildId, List<String> args, Progress progress)
            throws IOException {
        if (!store.guilds().guilds().contains(guildId)) {
            throw TransferException.badInput(
                    "there is no guild %s in %s".formatted(guildId, store.name()));
        }
        progress.expect(1, 0, store.guilds().sizeBytes(guildId));
        progress.begin(store.guilds().sizeBytes(guildId));
        if (args.size() <= 3) {
            write(store, guildId, System.out, progress);
            return;
        }
        Path file = Path.of(args.get(3)).toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            write(store, guildId, out, progress);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(OpenStore store, GuildId guildId, OutputStream to, Progress progress)
            throws IOException {
        OutputStream out = new BufferedOutputStream(to, BUFFER);
        long messages =
                store.guilds()
                        .read(
                                guildId,
                                reading -> {
                                    try {
                                        return new GuildExport(reading, out, progress).run();
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        out.flush();
        progress.say("export: guild %s, %d messages".formatted(guildId, messages));
    }
}
