package dev.guildhall.bench.store;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The embedded store in a new folder.
final class SqliteStore implements EmptyStore {

    private final Path folder;
    private final SqliteGuildStores guilds;

    private SqliteStore(Path folder) {
        this.folder = folder;
        this.guilds =
                new SqliteGuildStores(
                        folder,
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(new SimpleMeterRegistry()));
    }

    /// Below `folder`.
    static SqliteStore in(Path folder) {
        try {
            return new SqliteStore(Files.createTempDirectory(folder, "sqlite"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public GuildStores guilds() {
        return guilds;
    }

    @Override
    public Floor floor(Sample sample) {
        return SqliteFloor.in(folder, guilds, sample);
    }

    @Override
    public void close() {
        guilds.close();
    }
}
