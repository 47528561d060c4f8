package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The conditional writes on one guild's log under one epoch, and the reads that see them. Each
/// write gives the bucket a new head; it is done only while the bucket has the head that the writer
/// knows, or none for one that has still to be opened.
///
/// A write answers whether it was done. "No" is not the last word: a node that lost its way during
/// one may finish it and then compare again.
final class LogPartitions {

    private static final String STATE =
            "SELECT DISTINCT guild_id, bucket, head, epoch, owner, last_seq, bucket_bytes,"
                    + " next_bucket FROM guild_log WHERE guild_id = ? AND bucket = ?";
    private static final String COMMIT_ID =
            "SELECT commit_id FROM guild_log WHERE guild_id = ? AND bucket = ? AND seq = ?";

    private static final String OPENING =
            "UPDATE guild_log SET epoch = ?, owner = ?, head = ?, last_seq = ?,"
                    + " bucket_bytes = ?";
    private static final String WRITING =
            "UPDATE guild_log SET head = ?, last_seq = ?, bucket_bytes = ?";
    private static final String CLOSING = ", next_bucket = ?";
    private static final String COMMIT = ", commit_id = ?, commit_epoch = ?, events = ?";
    private static final String BUCKET = " WHERE guild_id = ? AND bucket = ?";
    private static final String ROW = BUCKET + " AND seq = ?";
    private static final String IF_UNOPENED = " IF head = NULL";
    private static final String IF_OURS = " IF head = ? AND epoch = ?";

    private static final String OPEN = OPENING + BUCKET + IF_UNOPENED;
    private static final String TOUCH = WRITING + BUCKET + IF_OURS;
    private static final String APPEND = WRITING + COMMIT + ROW + IF_OURS;
    private static final String APPEND_CLOSING = WRITING + CLOSING + COMMIT + ROW + IF_OURS;
    private static final String OPEN_APPEND = OPENING + COMMIT + ROW + IF_UNOPENED;
    private static final String OPEN_APPEND_CLOSING =
            OPENING + CLOSING + COMMIT + ROW + IF_UNOPENED;
    private static final String TAKING =
            "UPDATE guild_log SET head = ?, epoch = ?, owner = ?" + BUCKET;
    private static final String TAKE = TAKING + " IF epoch = ? AND next_bucket = NULL";
    private static final String TAKE_AGAIN = TAKING + IF_OURS;

    private final CassandraSession session;
    private final long guildId;
    private final long epoch;
    private final String owner;

    LogPartitions(CassandraSession session, long guildId, long epoch, String owner) {
        this.session = session;
        this.guildId = guildId;
        this.epoch = epoch;
        this.owner = owner;
    }

    /// Sees every write that was decided.
    BucketState read(long bucket) {
        Row row = session.serialRead(STATE, guildId, bucket).one();
        UUID head = row == null ? null : row.getUuid("head");
        if (row == null || head == null) {
            return BucketState.unopened(bucket);
        }
        String holder = row.getString("owner");
        return new BucketState(
                bucket,
                head,
                row.getLong("epoch"),
                holder == null ? "" : holder,
                row.getLong("last_seq"),
                row.getLong("bucket_bytes"),
                row.getLong("next_bucket"));
    }

    /// Whether the commit that ends with `seq` is in the bucket.
    boolean holds(long bucket, long seq, UUID commitId) {
        Row row = session.serialRead(COMMIT_ID, guildId, bucket, seq).one();
        return row != null && commitId.equals(row.getUuid("commit_id"));
    }

    /// Takes a bucket that was seen to be nobody's, of a lower epoch, or ours from before. Whoever
    /// holds it may append meanwhile, so what the log ends with is known only afterwards.
    void claim(BucketState seen, UUID head) {
        UUID held = seen.head();
        if (held == null) {
            open(new Position(seen.bucket(), null, seen.lastSeq(), 0), head);
        } else if (seen.epoch() < epoch) {
            session.conditional(TAKE, head, epoch, owner, guildId, seen.bucket(), seen.epoch());
        } else {
            session.conditional(
                    TAKE_AGAIN, head, epoch, owner, guildId, seen.bucket(), held, epoch);
        }
    }

    private boolean open(Position at, UUID head) {
        return done(
                session.conditional(
                        OPEN, epoch, owner, head, at.lastSeq(), at.bytes(), guildId, at.bucket()));
    }

    /// Changes nothing but the head: afterwards no write that knows the old one is done.
    boolean touch(Position at, UUID head) {
        UUID known = at.head();
        return known == null
                ? open(at, head)
                : done(
                        session.conditional(
                                TOUCH,
                                head,
                                at.lastSeq(),
                                at.bytes(),
                                guildId,
                                at.bucket(),
                                known,
                                epoch));
    }

    /// Adds the commit that leads from `at` to `after`.
    boolean append(Position at, UUID head, Position after, int size, ByteBuffer events) {
        boolean closes = after.bucket() != at.bucket();
        long seq = after.lastSeq();
        UUID known = at.head();
        List<Object> values = new ArrayList<>();
        if (known == null) {
            values.addAll(List.of(epoch, owner));
        }
        values.addAll(List.of(head, seq, closes ? at.bytes() + size : after.bytes()));
        if (closes) {
            values.add(after.bucket());
        }
        values.addAll(List.of(head, epoch, events, guildId, at.bucket(), seq));
        if (known == null) {
            String text = closes ? OPEN_APPEND_CLOSING : OPEN_APPEND;
            return done(session.conditional(text, values.toArray()));
        }
        values.addAll(List.of(known, epoch));
        return done(session.conditional(closes ? APPEND_CLOSING : APPEND, values.toArray()));
    }

    private static boolean done(ResultSet result) {
        return result.wasApplied();
    }
}
