package dev.guildhall.bench.store;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/// The embedded store in a new folder.
final class SqliteStore implements EmptyStore {

    private final NewFolder folder;
    private final SqliteGuildStores guilds;

    private SqliteStore(NewFolder folder) {
        this.folder = folder;
        this.guilds =
                new SqliteGuildStores(
                        folder.path(),
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(new SimpleMeterRegistry()));
    }

    /// Below `folder`.
    static SqliteStore in(Path folder) {
        return new SqliteStore(NewFolder.in(folder, "sqlite"));
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
        return SqliteFloor.in(folder.path(), guilds, sample);
    }

    @Override
    public void close() {
        guilds.close();
        folder.close();
    }
}
