package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes that may be done in any order, and again, gathered by partition so that those of one go
/// as one request. For one thread.
final class WritePlan {

    /// Of a request, beyond which another is made; below what both databases refuse.
    private static final int MAX_BYTES = 64 * 1_024;

    private static final int MAX_STATEMENTS = 100;
    private static final int BYTES_OF_A_STATEMENT = 100;

    private final CassandraSession session;
    private final Map<Partition, Group> open = new HashMap<>();
    private final List<List<BoundStatement>> requests = new ArrayList<>();

    WritePlan(CassandraSession session) {
        this.session = session;
    }

    /// A table's partition; `part` is 0 where one number is the whole key.
    record Partition(String table, long id, long part) {}

    private static final class Group {
        private final List<BoundStatement> statements = new ArrayList<>();
        private int bytes;
    }

    /// Adds a statement on `partition` with `bytes` of values.
    void add(Partition partition, int bytes, BoundStatement statement) {
        Group group = open.computeIfAbsent(partition, _ -> new Group());
        group.statements.add(statement);
        group.bytes += bytes + BYTES_OF_A_STATEMENT;
        if (group.bytes > MAX_BYTES || group.statements.size() >= MAX_STATEMENTS) {
            requests.add(group.statements);
            open.remove(partition);
        }
    }

    /// Adds statements on one partition that are done all or none, and seen at once.
    void addTogether(List<BoundStatement> statements) {
        requests.add(statements);
    }

    /// Does all. Throws `StoreException` when something was not done; then it may be done again.
    void execute() {
        open.values().forEach(group -> requests.add(group.statements));
        open.clear();
        InFlight inFlight = new InFlight();
        requests.forEach(request -> inFlight.start(() -> session.writeAllAsync(request)));
        inFlight.finish();
    }
}
