package dev.guildhall.guild.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Reads a file of chunks one by one, and says of each whether it is whole. For one thread.
final class ChunkReader implements AutoCloseable {

    /// The first line of every file of chunks; then the name of what is in it.
    static final String FORMAT = "GUILDHALL-CHUNKS 1 ";

    private static final int MAX_TITLE = 100;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private long at;
    private int index;

    private ChunkReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    /// A chunk that cannot be what was written, or a file that is none of chunks.
    static final class DamagedException extends Exception {
        private DamagedException(String message) {
            super(message);
        }
    }

    /// Opens a file of `name`'s chunks.
    static ChunkReader open(Path file, String name) throws IOException, DamagedException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ChunkReader reader = new ChunkReader(file, channel);
            reader.title(name);
            return reader;
        } catch (IOException | DamagedException e) {
            channel.close();
            throw e;
        }
    }

    static byte[] title(Path file, String name) {
        byte[] title = (FORMAT + name + "\n").getBytes(StandardCharsets.US_ASCII);
        if (title.length > MAX_TITLE) {
            throw new IllegalArgumentException("too long a name: " + name + " of " + file);
        }
        return title;
    }

    private void title(String name) throws IOException, DamagedException {
        byte[] expected = title(file, name);
        if (size < expected.length
                || !Arrays.equals(read(expected.length, "the first line"), expected)) {
            throw new DamagedException(
                    file
                            + ": the first line is not \""
                            + FORMAT
                            + name
                            + "\": another file, or damaged");
        }
    }

    /// Where the next chunk begins.
    long position() {
        return at;
    }

    /// The next chunk; empty at the end of the file. After a failure nothing more can be read.
    Optional<Chunk> next() throws IOException, DamagedException {
        long start = at;
        if (start == size) {
            return Optional.empty();
        }
        byte[] fixed = read(ChunkFrame.FIXED_BYTES, "its header");
        ByteBuffer header = ByteBuffer.wrap(fixed);
        int magic = header.getInt();
        int stated = header.getInt();
        if (magic != ChunkFrame.MAGIC || stated != index) {
            throw damaged(start, "its header is not that of chunk " + index);
        }
        long seq = header.getLong();
        int records = header.getInt();
        long rawBytes = header.getLong();
        int packedBytes = header.getInt();
        byte[] position = read(header.getShort() & 0xFFFF, "its position");
        byte[] checksum = read(Sha256.BYTES, "its checksum");
        byte[] packed = read(packedBytes, "its records");
        byte[] whole =
                ByteBuffer.allocate(fixed.length + position.length)
                        .put(fixed)
                        .put(position)
                        .array();
        if (!ChunkFrame.holds(whole, checksum, packed)) {
            throw damaged(start, "its SHA-256 is not the one that was written");
        }
        index++;
        return Optional.of(
                new Chunk(
                        stated,
                        seq,
                        new String(position, StandardCharsets.US_ASCII),
                        records,
                        rawBytes,
                        packed));
    }

    private byte[] read(int length, String what) throws IOException, DamagedException {
        if (length < 0 || length > size - at) {
            throw damaged(at, what + " goes beyond the end of the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw damaged(at, what + " goes beyond the end of the file");
            }
        }
        at += length;
        return buffer.array();
    }

    private DamagedException damaged(long byteAt, String why) {
        return new DamagedException(
                "%s: chunk %d at byte %d is damaged: %s".formatted(file, index, byteAt, why));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
