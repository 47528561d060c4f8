package dev.guildhall.bench.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/// Messages in a guild's log in Cassandra: a commit is one conditional write of one row, under the
/// head that the write before has set, in buckets of 16 MiB. What follows the log is
/// [ProjectionFloor]'s, on a thread of its own, and bounded by the same lag.
final class CassandraFloor implements Floor {

    private static final long GUILD = 2_000;
    private static final long EPOCH = 1;
    private static final long BUCKET_BYTES = 16 << 20;
    private static final int BYTES_BEFORE_AN_EVENT = Integer.BYTES;

    private static final String SETTING =
            "UPDATE guild_log SET epoch = ?, head = ?, last_seq = ?, bucket_bytes = ?,"
                    + " commit_id = ?, commit_epoch = ?, events = ?"
                    + " WHERE guild_id = ? AND bucket = ? AND seq = ?";

    private final CqlSession cql;
    private final Sample sample;
    private final ProjectionFloor projection;
    private final PreparedStatement open;
    private final PreparedStatement append;
    private UUID head = UUID.randomUUID();
    private long bucket = 1;
    private long bytes;
    private long seq;

    private CassandraFloor(CqlSession cql, Sample sample) {
        this.cql = cql;
        this.sample = sample;
        this.projection = new ProjectionFloor(cql, sample.body());
        this.open = cql.prepare(SETTING + " IF head = NULL");
        this.append = cql.prepare(SETTING + " IF head = ? AND epoch = ?");
    }

    /// In a keyspace that has the store's tables.
    static CassandraFloor in(CassandraNode node, String keyspace, Sample sample) {
        CqlSession cql =
                CqlSession.builder()
                        .addContactPoint(node.contactPoint())
                        .withLocalDatacenter(CassandraStore.DATACENTER)
                        .withKeyspace(keyspace)
                        .build();
        return new CassandraFloor(cql, sample);
    }

    @Override
    public void commit(int events) {
        projection.awaitRoom(events);
        ByteBuffer blob = blob(events);
        UUID next = UUID.randomUUID();
        long last = seq + events;
        boolean first = bytes == 0;
        bytes += blob.remaining();
        var setting = first ? open : append;
        var values =
                new Object[] {
                    EPOCH, next, last, bytes, next, EPOCH, blob, GUILD, bucket, last, head, EPOCH
                };
        var bound = setting.bind(first ? Arrays.copyOf(values, 10) : values);
        if (!cql.execute(bound).wasApplied()) {
            throw new IllegalStateException("somebody else writes the floor's log");
        }
        head = next;
        seq = last;
        if (bytes >= BUCKET_BYTES) {
            bucket = last + 1;
            bytes = 0;
        }
        projection.add(events);
    }

    private ByteBuffer blob(int events) {
        ByteBuffer blob =
                ByteBuffer.allocate(events * (BYTES_BEFORE_AN_EVENT + sample.event().length));
        for (int i = 0; i < events; i++) {
            blob.putInt(sample.event().length).put(sample.event());
        }
        return blob.flip();
    }

    @Override
    public void close() {
        projection.close();
        cql.close();
    }
}
