package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import dev.guildhall.guild.store.StoreException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether all nodes that are up have the same schema.
///
/// It is the node that made a change that is asked, as only that one surely knows of it: another
/// may see everybody agree on what was before. The driver's own check asks whichever node it has
/// its control connection to.
final class Agreement {

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final CqlSession cql;
    private final Node changed;

    private Agreement(CqlSession cql, Node changed) {
        this.cql = cql;
        this.changed = changed;
    }

    /// Waits for it. Throws [StoreException.Unreachable] after half a minute without.
    static void await(CqlSession cql, Node changed) {
        Agreement agreement = new Agreement(cql, changed);
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (!agreement.isThere()) {
            if (System.nanoTime() - deadline > 0) {
                throw new StoreException.Unreachable(
                        "the nodes do not agree on the schema yet", null);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isThere() {
        Row local = ask("SELECT schema_version FROM system.local").one();
        UUID version = local == null ? null : local.getUuid("schema_version");
        for (Row peer : ask("SELECT host_id, schema_version FROM system.peers")) {
            UUID host = peer.getUuid("host_id");
            boolean same = version != null && version.equals(peer.getUuid("schema_version"));
            if (!same && host != null && isUp(host)) {
                return false;
            }
        }
        return version != null;
    }

    private boolean isUp(UUID host) {
        Node node = cql.getMetadata().getNodes().get(host);
        return node != null && node.getState() != NodeState.DOWN;
    }

    private ResultSet ask(String text) {
        SimpleStatement statement =
                SimpleStatement.newInstance(text)
                        .setExecutionProfileName(DriverConfig.DDL)
                        .setNode(changed);
        return CqlFailures.translated(() -> cql.execute(statement));
    }
}
