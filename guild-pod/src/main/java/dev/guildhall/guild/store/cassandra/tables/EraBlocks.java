package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.cassandra.tables.IdIndex.EraKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The blocks of one era that a chunk of events touches. For one thread.
///
/// An id belongs to the block with the greatest `firstId` that is not above it. A full block is
/// split: growing ids open the next block, others halve it. Events are taken one by one, so the
/// blocks come out the same however events are cut into chunks.
final class EraBlocks {

    private final IdIndex index;
    private final EraKey key;
    private final long asOf;
    private final TreeMap<Long, Held> blocks = new TreeMap<>();
    private long changedSeq;

    /// Events up to `asOf` are in the stored blocks.
    EraBlocks(IdIndex index, EraKey key, long asOf) {
        this.index = index;
        this.key = key;
        this.asOf = asOf;
        IdBlock top = index.top(key);
        if (top != null) {
            blocks.put(top.firstId(), new Held(top, Long.MAX_VALUE, 0));
        }
    }

    /// A block; ids from its first to `coversTo` belong to it, more is not known. `changedSeq` is 0
    /// for one that is as it is stored.
    record Held(IdBlock block, long coversTo, long changedSeq) {}

    EraKey key() {
        return key;
    }

    long asOf() {
        return asOf;
    }

    /// The last event that changed anything here, 0 for none.
    long changedSeq() {
        return changedSeq;
    }

    List<Held> changed() {
        return blocks.values().stream().filter(held -> held.changedSeq() > 0).toList();
    }

    /// The block that the era's next id goes to, when it is known.
    Optional<IdBlock> top() {
        return Optional.ofNullable(blocks.lastEntry())
                .map(Map.Entry::getValue)
                .filter(held -> held.coversTo() == Long.MAX_VALUE)
                .map(Held::block);
    }

    void add(long id, long seq) {
        if (top().isEmpty()) {
            loadTop();
        }
        Held held = find(id);
        if (held.block().has(id)) {
            return;
        }
        if (held.block().isFull()) {
            held = split(held, id, seq);
        }
        put(new Held(held.block().with(id), held.coversTo(), seq));
        changedSeq = seq;
    }

    void remove(long id, long seq) {
        Held held = find(id);
        if (held.block().has(id)) {
            put(new Held(held.block().without(id), held.coversTo(), seq));
            changedSeq = seq;
        }
    }

    private void put(Held held) {
        blocks.put(held.block().firstId(), held);
    }

    private Held split(Held full, long id, long seq) {
        IdBlock block = full.block();
        if (block.endsBefore(id)) {
            put(new Held(block, id - 1, full.changedSeq()));
            return new Held(IdBlock.empty(id), full.coversTo(), seq);
        }
        Held upper = new Held(block.upperHalf(), full.coversTo(), seq);
        Held lower = new Held(block.lowerHalf(), upper.block().firstId() - 1, seq);
        put(lower);
        put(upper);
        return id >= upper.block().firstId() ? upper : lower;
    }

    private Held find(long id) {
        if (!knows(id)) {
            found(id, index.readFloor(key, id));
        }
        return Objects.requireNonNull(floor(id));
    }

    /// Whether it needs nothing to be read to say whether `id` is there.
    boolean knows(long id) {
        Held known = floor(id);
        return known != null && known.coversTo() >= id;
    }

    private @Nullable Held floor(long id) {
        Map.Entry<Long, Held> floor = blocks.floorEntry(id);
        return floor == null ? null : floor.getValue();
    }

    /// Takes the block that is `stored` for `id`, null when there is none. It may be from before
    /// this chunk's events, and is left when the chunk has a newer one.
    void found(long id, @Nullable IdBlock stored) {
        Held known = floor(id);
        if (known != null && known.coversTo() >= id) {
            return;
        }
        IdBlock read = stored == null ? IdBlock.empty(Bucket.firstIdOfEra(key.era())) : stored;
        put(
                known != null && known.block().firstId() >= read.firstId()
                        ? new Held(known.block(), id, known.changedSeq())
                        : new Held(read, Math.max(id, read.lastId()), 0));
    }

    private void loadTop() {
        IdBlock stored = index.readTop(key);
        if (stored == null) {
            stored = IdBlock.empty(Bucket.firstIdOfEra(key.era()));
        }
        blocks.putIfAbsent(stored.firstId(), new Held(stored, Long.MAX_VALUE, 0));
        Held last = blocks.lastEntry().getValue();
        put(new Held(last.block(), Long.MAX_VALUE, last.changedSeq()));
    }
}
