package dev.guildhall.guild.transfer;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.StoreException;
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
/// [FILE]`. STORE is the folder of an embedded store. With `GUILDHALL_STORE=cassandra` the store is
/// the keyspace that `GUILDHALL_CASSANDRA_*` names, as for pods; STORE then names what a backup is
/// of, and is where the journal of a restore lies.
public final class TransferMain {

    /// Kept beside a store while a restore into it is not finished.
    private static final String RESTORE_JOURNAL = "restore.jsonl";

    /// The same while a migration away from it is not finished.
    private static final String MIGRATION_JOURNAL = "migrate.jsonl";

    /// In a backup, while it is made.
    private static final String COPIES = "copies";

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
        } catch (ConfigException e) {
            return said(String.join("\n", e.errors()), ConfigException.EXIT_CODE);
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
        NamedStore store = NamedStore.of(System.getenv());
        switch (command) {
            case "backup" -> {
                Path to = Path.of(args.get(2));
                store.read(
                        args.get(1),
                        to.resolve(COPIES),
                        progress,
                        (of, source) -> new Backup(source, of, to, progress, CHUNK_BYTES).run());
            }
            case "restore" -> {
                Path from = Path.of(args.get(1));
                var _ = Manifest.read(from); // before anything is made
                Path folder = Files.createDirectories(Path.of(args.get(2)));
                Path journal = folder.resolve(RESTORE_JOURNAL);
                store.fill(folder, target -> new Restore(from, target, journal, progress).run());
            }
            case "migrate" -> {
                Path folder = NamedStore.folder(args.get(1));
                Path journal = folder.resolve(MIGRATION_JOURNAL);
                TransferSource from = TransferSource.embedded(folder);
                store.fill(folder, target -> new Migration(from, target, journal, progress).run());
            }
            case "export" -> {
                try (Scratch scratch = Scratch.make()) {
                    store.read(
                            args.get(1),
                            scratch.folder(),
                            progress,
                            (_, source) ->
                                    export(source, GuildId.parse(args.get(2)), args, progress));
                }
            }
            default ->
                    throw TransferException.badInput(
                            "\"%s\" is no transfer; backup, restore, migrate and export are"
                                    .formatted(command));
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static void export(
            TransferSource store, GuildId guildId, List<String> args, Progress progress)
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

    private static void write(
            TransferSource store, GuildId guildId, OutputStream to, Progress progress)
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
