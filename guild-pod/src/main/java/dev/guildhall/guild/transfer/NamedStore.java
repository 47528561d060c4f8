package dev.guildhall.guild.transfer;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.guild.Retention;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.tables.TablesOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The store that the environment names, as it names it to pods: that of a folder, or Cassandra.
///
/// @param cassandra empty for the embedded one
record NamedStore(Optional<CassandraOptions> cassandra, Retention retention) {

    private static final String CASSANDRA = "cassandra";

    /// Throws `ConfigException` with all that is wrong.
    static NamedStore of(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(environment);
        boolean named = reader.text("GUILDHALL_STORE", "embedded").equals(CASSANDRA);
        Optional<CassandraOptions> options =
                named ? Optional.of(CassandraOptions.from(reader)) : Optional.empty();
        Retention retention = Retention.from(reader);
        reader.check();
        return new NamedStore(options, retention);
    }

    /// What is done with a store to copy out of, `of` being what it is known by.
    interface Reading {
        void run(String of, TransferSource source) throws IOException;
    }

    /// What is done with a store to put into.
    interface Filling {
        void run(TransferTarget target) throws IOException;
    }

    /// `store` is the folder of the embedded one, else what the keyspace is to be known by. Copies
    /// of guilds lie in `copies` for a while.
    void read(String store, Path copies, Progress progress, Reading work) throws IOException {
        if (cassandra.isEmpty()) {
            Path folder = folder(store);
            work.run(folder.toString(), TransferSource.embedded(folder));
            return;
        }
        TablesOptions options = TablesOptions.defaults().keeping(retention::keepMs);
        try (CassandraStore keyspace = CassandraStore.existing(cassandra.get())) {
            work.run(store, keyspace.source(copies, options, progress::copied));
        }
    }

    void fill(Path folder, Filling work) throws IOException {
        if (cassandra.isEmpty()) {
            work.run(TransferTarget.embedded(folder));
            return;
        }
        try (CassandraStore keyspace = CassandraStore.open(cassandra.get())) {
            work.run(keyspace.target());
        }
    }

    /// The folder of an embedded store, which has to be there.
    static Path folder(String store) throws IOException {
        Path folder = Path.of(store);
        if (!Files.isDirectory(folder)) {
            throw TransferException.badInput(folder + " holds no store: it does not exist");
        }
        return folder.toRealPath();
    }
}
