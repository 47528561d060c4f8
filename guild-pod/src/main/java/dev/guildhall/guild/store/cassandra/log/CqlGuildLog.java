package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.GuildLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A claimed log.
///
/// Every write is conditional on the bucket's head and sets a new one, so at any time the outcome
/// of a write that was not answered can be found out: the head is the old one (and then another new
/// one keeps it from ever being done), its own, or a stranger's, who has claimed the guild.
///
/// ```
/// known --write answered--> known
/// known --no answer--> in doubt --head read and, if it is the old one, replaced--> known
/// in doubt --nodes do not answer--> in doubt
/// known, in doubt --a stranger's head--> fenced
/// ```
final class CqlGuildLog implements GuildLog {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LogPartitions partitions;
    private final BucketIndex index;
    private final LogReader reader;
    private final LogTrimmer trimmer;
    private final CommitBytes commits;
    private final LogLimits limits;
    private final LogMetrics metrics;
    private final long epoch;
    private volatile Position at;

    /// Writes whose outcome is not known, by the heads that they set, with where they lead. All of
    /// them know the same old head, so at most one is done.
    private final Map<UUID, Position> doubts = new LinkedHashMap<>();

    CqlGuildLog(
            LogPartitions partitions,
            BucketIndex index,
            LogReader reader,
            LogTrimmer trimmer,
            LogSetup setup,
            long epoch,
            Position at) {
        this.partitions = partitions;
        this.index = index;
        this.reader = reader;
        this.trimmer = trimmer;
        this.commits = setup.commits();
        this.limits = setup.limits();
        this.metrics = setup.metrics();
        this.epoch = epoch;
        this.at = at;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long lastSeq() {
        return at.lastSeq();
    }

    Position position() {
        return at;
    }

    @Override
    public void prepare(LogEntry entry) {
        commits.prepare(entry);
    }

    @Override
    public void append(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (!doubts.isEmpty()) {
            settle();
        }
        requireGapless(batch);
        ByteBuffer events = commits.of(batch);
        int size = events.remaining();
        if (size > limits.commitBytes()) {
            throw new StoreException.WriteRefused(
                    "a batch of %d bytes is larger than the %d of a commit"
                            .formatted(size, limits.commitBytes()),
                    null);
        }
        long seq = batch.getLast().seq();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.patienceMs());
        attempt(seq, size, events);
        for (int i = 1; at.lastSeq() != seq; i++) {
            if (i >= limits.attempts() && System.nanoTime() >= deadline) {
                throw new StoreException.WriteRefused("the nodes fail on every attempt", null);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            attempt(seq, size, events);
        }
        metrics.commitBytes.record(size);
    }

    /// Tries once, and knows afterwards whether it was done.
    private void attempt(long seq, int size, ByteBuffer events) {
        if (!at.isOpen()) {
            index.add(at.bucket());
        }
        UUID head = UUID.randomUUID();
        Position after = at.appended(head, seq, size, limits);
        doubts.put(head, after);
        try {
            if (partitions.append(at, head, after, size, events.duplicate())) {
                moved(head);
                return;
            }
        } catch (StoreException.Unreachable _) {
            metrics.unknownOutcomes.increment();
        }
        settle();
    }

    private void moved(UUID head) {
        Position after = doubts.get(head);
        if (after == null) {
            throw new IllegalStateException("no write has set the head " + head);
        }
        if (after.bucket() != at.bucket()) {
            metrics.rollovers.increment();
        }
        doubts.clear();
        at = after;
    }

    @Override
    public void settle() {
        for (int i = 0; i < limits.attempts(); i++) {
            BucketState now = partitions.read(at.bucket());
            UUID head = now.head();
            if (head == null ? !at.isOpen() : head.equals(at.head())) {
                if (doubts.isEmpty()) {
                    return;
                }
                if (replaced()) {
                    metrics.settledNotStored.increment();
                    return;
                }
            } else {
                UUID found = head != null && doubts.containsKey(head) ? head : stored();
                if (found == null) {
                    throw new StoreException.Fenced(now.epoch());
                }
                metrics.settledStored.increment();
                moved(found);
                return;
            }
        }
        throw new StoreException.Unreachable("the log's head cannot be found out yet", null);
    }

    /// Gives the bucket a new head, opening it if need be, and so keeps the writes in doubt from
    /// ever being done. False when that was too late.
    private boolean replaced() {
        if (!at.isOpen()) {
            index.add(at.bucket());
        }
        UUID head = UUID.randomUUID();
        doubts.put(head, at.touched(head));
        if (!partitions.touch(at, head)) {
            return false;
        }
        moved(head);
        return true;
    }

    /// A commit in doubt that a stranger's claim came after; null when there is none.
    private @Nullable UUID stored() {
        for (Map.Entry<UUID, Position> doubt : doubts.entrySet()) {
            long seq = doubt.getValue().lastSeq();
            if (seq > at.lastSeq() && partitions.holds(at.bucket(), seq, doubt.getKey())) {
                return doubt.getKey();
            }
        }
        return null;
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        List<LogEntry> entries = new ArrayList<>();
        if (limit <= 0) {
            return Optional.of(entries);
        }
        boolean whole =
                reader.read(
                        afterSeq,
                        at.lastSeq(),
                        entry -> {
                            entries.add(entry);
                            return entries.size() < limit;
                        });
        return whole ? Optional.of(entries) : Optional.empty();
    }

    @Override
    public void replay(long afterSeq, Consumer<LogEntry> each) {
        boolean whole =
                reader.read(
                        afterSeq,
                        at.lastSeq(),
                        entry -> {
                            each.accept(entry);
                            return true;
                        });
        if (!whole) {
            throw new StoreException.Corrupt(
                    "the log lacks entries after " + afterSeq + " that a snapshot needs", null);
        }
    }

    @Override
    public void trim(long seq) {
        trimmer.trim(seq, at.bucket());
    }

    private void requireGapless(List<LogEntry> batch) {
        long expected = at.lastSeq() + 1;
        for (LogEntry entry : batch) {
            if (entry.seq() != expected) {
                throw new IllegalArgumentException(
                        "appended seq " + entry.seq() + " where " + expected + " comes next");
            }
            expected++;
        }
    }
}
