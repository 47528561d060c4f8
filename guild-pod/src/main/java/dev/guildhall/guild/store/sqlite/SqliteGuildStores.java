package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/// The guilds' files of one folder: `<folder>/<guild id>.db`.
///
/// Several processes may have the same file open: who may write is decided by the lease in it. Owns
/// one thread, for the housekeeping of all.
public final class SqliteGuildStores implements GuildStores, AutoCloseable {

    private final Path folder;
    private final EventBytes bytes;
    private final StoreOptions options;
    private final StoreMetrics metrics;
    private final BusyWait busy;
    private final ExecutorService housekeeping =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("guild-store-housekeeping").factory());

    /// Makes `folder` when there is none; throws [StoreException.WriteRefused] when it cannot.
    public SqliteGuildStores(
            Path folder, EventBytes bytes, StoreOptions options, StoreMetrics metrics) {
        this.folder = folder;
        this.bytes = bytes;
        this.options = options;
        this.metrics = metrics;
        this.busy = new BusyWait(options.blockedAfterMs());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot make the folder " + folder, e);
        }
    }

    @Override
    public GuildStore claim(GuildId guildId, long epoch, String owner) {
        Path file = file(guildId);
        Sql sql = busy.run(() -> Sql.open(file, 0));
        try {
            busy.run(() -> claim(sql, epoch, owner));
            sql.run("PRAGMA busy_timeout = " + options.blockedAfterMs());
            sql.run("PRAGMA max_page_count = " + options.maxFilePages());
            ReentrantLock writing = new ReentrantLock(true);
            return new SqliteGuildStore(
                    new GuildWriter(sql, epoch, bytes, options, metrics, writing),
                    new ReadPool(
                            file,
                            options.readConnections(),
                            options.blockedAfterMs(),
                            metrics.readWaits),
                    bytes,
                    new Housekeeping(guildId, file, epoch, options, metrics, housekeeping, writing),
                    metrics);
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private static boolean claim(Sql sql, long epoch, String owner) {
        return sql.write(() -> {
            GuildSchema.MIGRATIONS.apply(sql);
            new GuildLease(sql, epoch).claim(owner);
            return true;
        });
    }

    @Override
    public boolean exists(GuildId guildId) {
        Path file = file(guildId);
        return Files.exists(file) && busy.run(() -> hasEvents(file));
    }

    private static boolean hasEvents(Path file) {
        try (Sql sql = Sql.open(file, 0)) {
            return sql.number("PRAGMA user_version") > 0
                    && sql.number("SELECT count(*) FROM (SELECT seq FROM log LIMIT 1)") > 0;
        }
    }

    private Path file(GuildId guildId) {
        return folder.resolve(guildId + ".db");
    }

    /// Ends the housekeeping. The stores have to be closed before.
    @Override
    public void close() {
        housekeeping.close();
    }
}
