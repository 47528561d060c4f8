package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/// Embedded stores of tests.
final class SqliteStores {

    private SqliteStores() {}

    static SqliteGuildStores in(Path folder) {
        return in(folder, StoreOptions.defaults());
    }

    static SqliteGuildStores in(Path folder, StoreOptions options) {
        return new SqliteGuildStores(
                folder,
                new ProtoEventBytes(),
                options,
                new StoreMetrics(new SimpleMeterRegistry()));
    }
}
