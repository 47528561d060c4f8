package dev.guildhall.operator.cli;

import dev.guildhall.cassandra.CassandraException;
import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.NodeOptions;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.CassandraPorts;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.StoreEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A store as the transfer program reads or fills it. A directory's own Cassandra is started for it
/// where it does not run.
///
/// @param dir the directory that the store belongs to, or would
record StoreAccess(DataDir dir, StoreSpec store) {

    /// What the transfer program is to be run with, or that the store cannot be used.
    StoreAccess {
        List<String> faults = StoreEnvironment.faults(store);
        if (!faults.isEmpty()) {
            throw RefusedException.badInput(faults);
        }
    }

    /// What a backup says it is of: the same for the same store, however it is reached.
    String name() {
        return store.kind() == StoreSpec.Kind.EMBEDDED || store.ownCassandra()
                ? dir.store().toString()
                : "keyspace %s in %s".formatted(store.keyspace(), store.localDatacenter());
    }

    /// Runs the program beside whoever uses the store; gives its exit code.
    int read(List<String> arguments) throws IOException {
        if (!store.ownCassandra()) {
            return program(List.of(), arguments, "");
        }
        Optional<String> running = CassandraPorts.contactPointOfRunning(dir);
        return running.isPresent()
                ? program(List.of(), arguments, running.get())
                : new TransferProgram(dir).alone(() -> withOwn(arguments));
    }

    /// The same where nothing else may use the directory.
    int fill(List<String> arguments) throws IOException {
        return new TransferProgram(dir)
                .alone(() ->
                        store.ownCassandra()
                                ? withOwn(arguments)
                                : program(List.of(dir.marker()), arguments, ""));
    }

    private int withOwn(List<String> arguments) throws IOException {
        CassandraPorts ports = CassandraPorts.choose(dir);
        NodeOptions node =
                NodeOptions.single(dir.cassandra(), ports.cql(), ports.storage()).guarded();
        try (LocalCassandra cassandra =
                new LocalCassandra(
                        Java17.find(System.getenv()),
                        ServerFiles.of(TransferProgram.home()),
                        node)) {
            cassandra.start();
            return program(List.of(dir.marker()), arguments, ports.contactPoint());
        } catch (CassandraException e) {
            throw RefusedException.failed(String.valueOf(e.getMessage()));
        }
    }

    private int program(List<String> options, List<String> arguments, String ownContactPoint)
            throws IOException {
        return TransferProgram.run(options, arguments, StoreEnvironment.of(store, ownContactPoint));
    }
}
