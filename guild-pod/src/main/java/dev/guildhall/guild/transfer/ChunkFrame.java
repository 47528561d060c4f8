package dev.guildhall.guild.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// A chunk's bytes in a file, big-endian: `GHC1`, index (4), seq (8), records (4), raw bytes (8),
/// packed bytes (4), position's bytes (2), position, SHA-256 (32) of all of this and the packed
/// records, packed records.
final class ChunkFrame {

    static final int MAGIC = 0x47484331;
    static final int FIXED_BYTES = 4 + 4 + 8 + 4 + 8 + 4 + 2;

    private ChunkFrame() {}

    static byte[] of(Chunk chunk) {
        byte[] header = header(chunk);
        return ByteBuffer.allocate(header.length + Sha256.BYTES + chunk.packed().length)
                .put(header)
                .put(checksum(header, chunk.packed()))
                .put(chunk.packed())
                .array();
    }

    private static byte[] header(Chunk chunk) {
        byte[] position = chunk.position().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(FIXED_BYTES + position.length)
                .putInt(MAGIC)
                .putInt(chunk.index())
                .putLong(chunk.seq())
                .putInt(chunk.records())
                .putLong(chunk.rawBytes())
                .putInt(chunk.packed().length)
                .putShort((short) position.length)
                .put(position)
                .array();
    }

    /// Whether the checksum is that of header and packed records.
    static boolean holds(byte[] header, byte[] checksum, byte[] packed) {
        return Arrays.equals(checksum, checksum(header, packed));
    }

    private static byte[] checksum(byte[] header, byte[] packed) {
        MessageDigest digest = Sha256.digest();
        digest.update(header);
        return digest.digest(packed);
    }
}
