package dev.guildhall.operator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.cassandra.CassandraException;
import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.StoreEnvironment;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What has to hold of the store before anything is started.
final class StoreChecks {

    private StoreChecks() {}

    /// The kind that `--store` names, else the one that the directory was made with.
    static StoreSpec.Kind kind(UpChecks.Wanted wanted, DataDir dir, List<String> errors)
            throws IOException {
        String name = wanted.store();
        if (name == null) {
            return dir.madeWith().orElse(StoreSpec.Kind.EMBEDDED);
        }
        Optional<StoreSpec.Kind> kind =
                Arrays.stream(StoreSpec.Kind.values())
                        .filter(each -> each.label().equals(name))
                        .findFirst();
        if (kind.isEmpty()) {
            errors.add(
                    "--store: \"%s\" is no kind of store; embedded or cassandra is allowed"
                            .formatted(name));
        }
        return kind.orElse(StoreSpec.Kind.EMBEDDED);
    }

    static void check(UpChecks.Wanted wanted, StoreSpec store, DataDir dir, List<String> errors)
            throws IOException {
        String kind = store.kind().label();
        if (wanted.file() != null && wanted.store() != null && !kind.equals(wanted.store())) {
            errors.add(
                    "--store: \"%s\" is not what -f %s says (store.kind: %s); leave --store out or change the file"
                            .formatted(wanted.store(), wanted.file(), kind));
        }
        checkUnchanged(kind, dir, errors);
        checkSameCluster(store, dir, errors);
        errors.addAll(StoreEnvironment.faults(store));
        if (store.ownCassandra()) {
            checkServer(wanted, errors);
        }
    }

    private static void checkUnchanged(String kind, DataDir dir, List<String> errors)
            throws IOException {
        String made = dir.madeWith().map(StoreSpec.Kind::label).orElse(kind);
        if (!made.equals(kind)) {
            errors.add(
                    "--data: \"%s\" was made with the store %s, not %s; go on with %s, copy it by `guildhall store migrate --to %s`, or name another directory"
                            .formatted(dir.root(), made, kind, made, kind));
        }
    }

    /// Nodes may be called otherwise than before; another keyspace, or a Cassandra of its own where
    /// there was a cluster, would be empty.
    private static void checkSameCluster(StoreSpec store, DataDir dir, List<String> errors)
            throws IOException {
        Optional<ObjectNode> kept = NamedCluster.kept(dir);
        if (kept.isEmpty() || store.kind() != StoreSpec.Kind.CASSANDRA) {
            return;
        }
        String before = NamedCluster.where(NamedCluster.checked(kept.get()).store());
        String now = NamedCluster.where(store);
        if (!before.equals(now)) {
            errors.add(
                    "--data: \"%s\" keeps everything in %s, not in %s; go on with that, or name another directory"
                            .formatted(dir.root(), before, now));
        }
    }

    private static void checkServer(UpChecks.Wanted wanted, List<String> errors) {
        try {
            var _ = Java17.find(System.getenv());
            var _ = ServerFiles.of(wanted.home());
        } catch (CassandraException e) {
            errors.add("store.kind: cassandra: " + e.getMessage());
        }
    }
}
