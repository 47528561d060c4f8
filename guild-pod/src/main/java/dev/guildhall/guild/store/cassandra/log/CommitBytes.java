package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A commit's events as one blob: a version byte, their number, and each with its length before it
/// (32 bits, big-endian). Seqs are not in it: the row's is the last one's.
public record CommitBytes(EventBytes bytes) {

    private static final byte VERSION = 1;

    void prepare(LogEntry entry) {
        entry.bytes(bytes);
    }

    ByteBuffer of(List<LogEntry> batch) {
        List<byte[]> events = batch.stream().map(entry -> entry.bytes(bytes)).toList();
        int size = Byte.BYTES + Integer.BYTES;
        for (byte[] event : events) {
            size = Math.addExact(size, Integer.BYTES + event.length);
        }
        ByteBuffer blob = ByteBuffer.allocate(size).put(VERSION).putInt(events.size());
        events.forEach(event -> blob.putInt(event.length).put(event));
        return blob.flip();
    }

    /// Throws [StoreException.Corrupt] when it is none.
    List<LogEntry> read(long lastSeq, ByteBuffer blob) {
        try {
            byte version = blob.get();
            if (version != VERSION) {
                throw new StoreException.Corrupt(
                        "commit %d is of version %d, which this program does not know"
                                .formatted(lastSeq, version),
                        null);
            }
            int count = blob.getInt();
            List<LogEntry> entries = new ArrayList<>();
            for (long seq = lastSeq - count + 1; seq <= lastSeq; seq++) {
                byte[] event = new byte[blob.getInt()];
                blob.get(event);
                entries.add(new LogEntry(seq, bytes.event(event)));
            }
            return entries;
        } catch (BufferUnderflowException
                | NegativeArraySizeException
                | IllegalArgumentException e) {
            throw new StoreException.Corrupt("commit " + lastSeq + " cannot be read", e);
        }
    }
}
