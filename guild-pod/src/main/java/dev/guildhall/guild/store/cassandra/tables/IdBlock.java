package dev.guildhall.guild.store.cassandra.tables;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The ids of neighbouring messages of a channel, growing, all of them at least `firstId`, which
/// names the block for ever. An immutable value.
final class IdBlock {

    static final int MAX_IDS = 256;

    private final long firstId;
    private final long[] ids;

    private IdBlock(long firstId, long[] ids) {
        this.firstId = firstId;
        this.ids = ids;
    }

    long firstId() {
        return firstId;
    }

    /// Not to be changed.
    long[] ids() {
        return ids;
    }

    static IdBlock empty(long firstId) {
        return new IdBlock(firstId, new long[0]);
    }

    static IdBlock of(long firstId, @Nullable ByteBuffer bytes) {
        if (bytes == null || bytes.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException("no block of ids");
        }
        long[] ids = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(ids);
        return new IdBlock(firstId, ids);
    }

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES);
        bytes.asLongBuffer().put(ids);
        return bytes;
    }

    boolean has(long id) {
        return Arrays.binarySearch(ids, id) >= 0;
    }

    boolean isEmpty() {
        return ids.length == 0;
    }

    boolean isFull() {
        return ids.length >= MAX_IDS;
    }

    /// The greatest of the block's; `firstId` when it has none.
    long lastId() {
        return ids.length == 0 ? firstId : ids[ids.length - 1];
    }

    /// True when `id` is greater than all of the block's.
    boolean endsBefore(long id) {
        return ids.length == 0 || lastId() < id;
    }

    /// The block with `id`, which it does not have.
    IdBlock with(long id) {
        int at = -Arrays.binarySearch(ids, id) - 1;
        long[] more = new long[ids.length + 1];
        System.arraycopy(ids, 0, more, 0, at);
        more[at] = id;
        System.arraycopy(ids, at, more, at + 1, ids.length - at);
        return new IdBlock(firstId, more);
    }

    /// The block without `id`, which it has.
    IdBlock without(long id) {
        int at = Arrays.binarySearch(ids, id);
        long[] fewer = new long[ids.length - 1];
        System.arraycopy(ids, 0, fewer, 0, at);
        System.arraycopy(ids, at + 1, fewer, at, fewer.length - at);
        return new IdBlock(firstId, fewer);
    }

    /// The upper half as a block of its own.
    IdBlock upperHalf() {
        long[] upper = Arrays.copyOfRange(ids, ids.length / 2, ids.length);
        return new IdBlock(upper[0], upper);
    }

    IdBlock lowerHalf() {
        return new IdBlock(firstId, Arrays.copyOf(ids, ids.length / 2));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdBlock block
                && firstId == block.firstId
                && Arrays.equals(ids, block.ids);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(firstId) * 31 + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "IdBlock[" + firstId + ", " + ids.length + " ids]";
    }
}
