package dev.guildhall.bench.store;

import java.nio.file.Path;
import java.util.function.Supplier;

/// Which stores are measured.
record StoreKinds(boolean sqlite, boolean cassandra) {

    /// `sqlite`, `cassandra` or `both`; ends the program with a message for anything else.
    static StoreKinds of(String name) {
        return switch (name) {
            case "sqlite" -> new StoreKinds(true, false);
            case "cassandra" -> new StoreKinds(false, true);
            case "both" -> new StoreKinds(true, true);
            default -> {
                System.err.println(
                        "STORES: \"" + name + "\" is none of sqlite, cassandra and both");
                System.exit(2);
                throw new IllegalStateException();
            }
        };
    }

    /// What is measured of one kind, of which it makes as many stores as it needs.
    @FunctionalInterface
    interface Measurement {
        void run(Supplier<EmptyStore> stores) throws Exception;
    }

    /// Runs it for each kind, one after the other.
    void each(Path folder, Measurement measurement) throws Exception {
        if (sqlite) {
            measurement.run(() -> SqliteStore.in(folder));
        }
        if (cassandra) {
            try (CassandraNode node = CassandraNode.start(folder)) {
                measurement.run(() -> new CassandraStore(node));
            }
        }
    }
}
