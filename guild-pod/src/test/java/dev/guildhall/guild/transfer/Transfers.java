package dev.guildhall.guild.transfer;

import static dev.guildhall.guild.store.GuildFixture.GUILD;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.content.ReplayedGuilds;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Backups and restores of tests, in chunks of some records, on a clock of the test's.
final class Transfers {

    private static final long CHUNK_BYTES = 300;

    private Transfers() {}

    static SqliteGuildStores stores(Path store) {
        return new SqliteGuildStores(
                store.resolve("guilds"),
                new ProtoEventBytes(),
                StoreOptions.defaults(),
                new StoreMetrics(new SimpleMeterRegistry()));
    }

    static void backup(Path store, Path backup, Ticker ticker) throws IOException {
        new Backup(
                        TransferSource.embedded(store),
                        store.toString(),
                        backup,
                        progress(ticker),
                        CHUNK_BYTES)
                .run();
    }

    static void restore(Path backup, Path store, Ticker ticker) throws IOException {
        new Restore(
                        backup,
                        TransferTarget.embedded(store),
                        store.resolve("restore.jsonl"),
                        progress(ticker))
                .run();
    }

    /// From one embedded store into another.
    static void migrate(Path from, Path to, Ticker ticker) throws IOException {
        new Migration(
                        TransferSource.embedded(from),
                        TransferTarget.embedded(to),
                        to.resolve("migrate.jsonl"),
                        progress(ticker))
                .run();
    }

    /// The same by events, as into stores of any other kind.
    static void replay(Path from, Path to, Ticker ticker) throws IOException {
        try (SqliteGuildStores stores = stores(to)) {
            TransferTarget accounts = TransferTarget.embedded(to);
            var target =
                    new TransferTarget(
                            "replayed",
                            new ReplayedGuilds(stores),
                            accounts.accounts(),
                            accounts.accountsStore());
            new Migration(
                            TransferSource.embedded(from),
                            target,
                            to.resolve("migrate.jsonl"),
                            progress(ticker))
                    .run();
        }
    }

    static Progress progress(Ticker ticker) {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Progress("test", nowhere, ticker, false);
    }

    static String export(Path store) {
        return export(store, GUILD);
    }

    static String export(Path store, GuildId guildId) {
        return export(TransferSource.embedded(store), guildId);
    }

    static String export(TransferSource store, GuildId guildId) {
        return store.guilds()
                .read(
                        guildId,
                        reading -> {
                            var out = new ByteArrayOutputStream();
                            try {
                                var _ =
                                        new GuildExport(reading, out, progress(Ticker.system()))
                                                .run();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            return out.toString(StandardCharsets.UTF_8);
                        });
    }
}
