package dev.guildhall.bench.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.guildhall.common.id.Snowflake;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/// The rows that follow a log in Cassandra, as the store's projector writes them: in chunks of at
/// most 256 events a row for each message, up to 100 in a batch on one partition, and beside them
/// the channel's block of ids; every 1,000 events a mark. On a virtual thread of its own.
final class ProjectionFloor implements AutoCloseable {

    private static final long CHANNEL = 2_001;
    private static final long GUILD = 2_000;
    private static final int LAG_EVENTS = 10_000;
    private static final int CHUNK_EVENTS = 256;
    private static final int BATCH_STATEMENTS = 100;
    private static final int BLOCK_IDS = 256;
    private static final int MARK_EVENTS = 1_000;
    private static final int BUCKET = 1;

    private final CqlSession cql;
    private final byte[] body;
    private final PreparedStatement message;
    private final PreparedStatement asOf;
    private final PreparedStatement block;
    private final PreparedStatement mark;
    private final Semaphore due = new Semaphore(0);
    private final Semaphore room = new Semaphore(LAG_EVENTS);
    private final Thread thread;
    private final long[] ids = new long[BLOCK_IDS];
    private int idCount;
    private long seq;
    private volatile boolean closed;

    ProjectionFloor(CqlSession cql, byte[] body) {
        this.cql = cql;
        this.body = body;
        message =
                cql.prepare(
                        "UPDATE messages USING TIMESTAMP ? SET body = ?"
                                + " WHERE channel_id = ? AND bucket = ? AND message_id = ?");
        asOf =
                cql.prepare(
                        "UPDATE message_ids USING TIMESTAMP ? SET as_of = ?"
                                + " WHERE channel_id = ? AND era = ?");
        block =
                cql.prepare(
                        "INSERT INTO message_ids (channel_id, era, first_id, ids)"
                                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
        mark = cql.prepare("INSERT INTO projected (guild_id, seq) VALUES (?, ?) USING TIMESTAMP ?");
        thread = Thread.ofVirtual().start(this::run);
    }

    /// Returns when there is room for so many more.
    void awaitRoom(int events) {
        room.acquireUninterruptibly(events);
    }

    /// Takes events that are in the log, and for which there was room.
    void add(int events) {
        due.release(events);
    }

    private void run() {
        while (!closed) {
            due.acquireUninterruptibly();
            int events = 1;
            while (events < CHUNK_EVENTS && due.tryAcquire()) {
                events++;
            }
            project(events);
            room.release(events);
        }
    }

    private void project(int events) {
        List<CompletionStage<AsyncResultSet>> requests = new ArrayList<>();
        List<BatchableStatement<?>> messages = new ArrayList<>();
        List<BatchableStatement<?>> blocks = new ArrayList<>();
        long before = seq;
        for (int i = 0; i < events; i++) {
            seq++;
            long id = Snowflake.first(System.currentTimeMillis(), 0) + seq % (1L << 22);
            messages.add(message.bind(seq, ByteBuffer.wrap(body), CHANNEL, BUCKET, id));
            if (messages.size() == BATCH_STATEMENTS) {
                requests.add(cql.executeAsync(batch(messages)));
                messages.clear();
            }
            if (idCount == BLOCK_IDS) {
                blocks.add(block());
                idCount = 0;
            }
            ids[idCount++] = id;
        }
        blocks.add(block());
        blocks.add(asOf.bind(seq, seq, CHANNEL, BUCKET));
        requests.add(cql.executeAsync(batch(blocks)));
        if (!messages.isEmpty()) {
            requests.add(cql.executeAsync(batch(messages)));
        }
        requests.forEach(request -> request.toCompletableFuture().join());
        if (before / MARK_EVENTS != seq / MARK_EVENTS) {
            cql.execute(mark.bind(GUILD, seq, seq));
        }
    }

    private BatchableStatement<?> block() {
        ByteBuffer bytes = ByteBuffer.allocate(idCount * Long.BYTES);
        bytes.asLongBuffer().put(Arrays.copyOf(ids, idCount));
        return block.bind(CHANNEL, BUCKET, ids[0], bytes, seq);
    }

    private static Statement<?> batch(List<BatchableStatement<?>> statements) {
        return BatchStatement.newInstance(BatchType.UNLOGGED).addAll(statements);
    }

    /// Returns when nothing is written any more; what still waits is left out.
    @Override
    public void close() {
        closed = true;
        due.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
