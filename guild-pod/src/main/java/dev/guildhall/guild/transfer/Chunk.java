package dev.guildhall.guild.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Some records as they lie in a file together.
///
/// @param index counted from 0 within the file
/// @param seq the guild's last event when they were read; 0 for accounts
/// @param position how far they go, see [Cursor]
/// @param rawBytes of all records, before they were compressed
/// @param packed gzip of `(length: int, record)` for each
@SuppressWarnings("ArrayRecordComponent") // never compared
record Chunk(int index, long seq, String position, int records, long rawBytes, byte[] packed) {

    private static final int FAST = 3;

    static Chunk pack(int index, long seq, String position, List<byte[]> records) {
        var out = new ByteArrayOutputStream();
        long raw = 0;
        try (var data =
                new DataOutputStream(
                        new GZIPOutputStream(out, 1 << 16) {
                            {
                                def.setLevel(FAST);
                            }
                        })) {
            for (byte[] each : records) {
                data.writeInt(each.length);
                data.write(each);
                raw += each.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return new Chunk(index, seq, position, records.size(), raw, out.toByteArray());
    }

    /// The records; only of a chunk whose checksum was right.
    List<byte[]> unpack() throws IOException {
        List<byte[]> unpacked = new ArrayList<>(records);
        try (var in =
                new DataInputStream(
                        new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16))) {
            for (int i = 0; i < records; i++) {
                byte[] each = new byte[in.readInt()];
                in.readFully(each);
                unpacked.add(each);
            }
        }
        return unpacked;
    }
}
