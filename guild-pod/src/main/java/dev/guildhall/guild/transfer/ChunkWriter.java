package dev.guildhall.guild.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// Writes a file of chunks, under another name until it is whole. What an earlier attempt left is
/// kept up to its last whole chunk. Readable by its owner only. For one thread.
final class ChunkWriter implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final String name;
    private final FileChannel channel;
    private int chunks;
    private long firstSeq;
    private long lastSeq;
    private String position = "";

    private ChunkWriter(Path file, Path part, String name, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.name = name;
        this.channel = channel;
    }

    static ChunkWriter open(Path file, String name) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        if (!Files.exists(part)) {
            create(part);
        }
        FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        try {
            ChunkWriter writer = new ChunkWriter(file, part, name, channel);
            writer.keepWholeChunks();
            return writer;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private void keepWholeChunks() throws IOException {
        long end = 0;
        try (ChunkReader reader = ChunkReader.open(part, name)) {
            end = reader.position();
            Optional<Chunk> chunk = reader.next();
            while (chunk.isPresent()) {
                kept(chunk.get());
                end = reader.position();
                chunk = reader.next();
            }
        } catch (ChunkReader.DamagedException _) {
            // An attempt that was cut short ends like this: what follows is written again.
        }
        if (end == 0) {
            restart();
        } else {
            channel.truncate(end);
            channel.position(end);
        }
    }

    private void kept(Chunk chunk) {
        if (chunks == 0) {
            firstSeq = chunk.seq();
        }
        chunks++;
        lastSeq = chunk.seq();
        position = chunk.position();
    }

    /// Forgets all that was written.
    void restart() throws IOException {
        chunks = 0;
        position = "";
        channel.truncate(0);
        channel.position(0);
        write(ChunkReader.title(part, name));
    }

    int chunks() {
        return chunks;
    }

    /// The seq of the first chunk; 0 when there is none.
    long firstSeq() {
        return firstSeq;
    }

    /// The seq of the last chunk.
    long lastSeq() {
        return lastSeq;
    }

    /// How far the last chunk goes; empty when there is none.
    String position() {
        return position;
    }

    /// Gives how many bytes it takes in the file.
    long write(long seq, String upTo, List<byte[]> records) throws IOException {
        Chunk chunk = Chunk.pack(chunks, seq, upTo, records);
        byte[] frame = ChunkFrame.of(chunk);
        write(frame);
        kept(chunk);
        return frame.length;
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Gives the file its name; gives its size. It is on disk then.
    long finish() throws IOException {
        channel.force(true);
        long size = channel.size();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
