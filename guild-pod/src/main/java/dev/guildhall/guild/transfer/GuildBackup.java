package dev.guildhall.guild.transfer;

import dev.guildhall.guild.store.content.ContentBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one guild into a file of chunks, as of one seq.
///
/// When an earlier attempt has left chunks, the log tells what has changed since of what was read:
/// that comes again at the end, before the head. When the log does not reach back so far, all
/// begins anew.
final class GuildBackup {

    private final GuildReading reading;
    private final ContentBytes bytes;
    private final ChunkWriter out;
    private final Progress progress;
    private final long chunkBytes;
    private final List<byte[]> pending = new ArrayList<>();
    private long pendingBytes;
    private long pendingMessages;

    /// `chunkBytes` is how many bytes of records, before they are packed, make a chunk; one page
    /// may go beyond it.
    GuildBackup(
            GuildReading reading,
            ContentBytes bytes,
            ChunkWriter out,
            Progress progress,
            long chunkBytes) {
        this.reading = reading;
        this.bytes = bytes;
        this.out = out;
        this.progress = progress;
        this.chunkBytes = chunkBytes;
    }

    GuildSummary run() throws IOException {
        long seq = reading.seq();
        long firstSeq = out.chunks() == 0 ? seq : out.firstSeq();
        if (Touched.since(reading, firstSeq).isEmpty()) {
            out.restart();
            firstSeq = seq;
        }
        Census census = out.chunks() == 0 ? new Census(bytes) : null;
        GuildHead head = reading.head();
        boolean corrected = false;
        if (!isWhole(seq)) {
            walk(seq, census);
            corrected = seq != firstSeq;
            if (corrected) {
                correct(firstSeq, seq);
            }
            var _ = put(new ContentRecord.Head(head));
            flush(seq, Cursor.at(Cursor.Section.END));
        }
        Totals totals =
                census == null || corrected ? Census.of(reading, bytes, _ -> {}) : census.totals();
        long size = out.finish();
        return GuildSummary.of(head.guild(), head.last().seq(), out.chunks(), size, totals);
    }

    /// Whether an earlier attempt has written all that there is, and was ended right then.
    private boolean isWhole(long seq) {
        return out.chunks() > 0
                && out.lastSeq() == seq
                && Cursor.parse(out.position()).section() == Cursor.Section.END;
    }

    /// All but the last head, from where the chunks end.
    private void walk(long seq, @Nullable Census census) throws IOException {
        ContentWalk walk = new ContentWalk(reading);
        Cursor cursor = out.chunks() == 0 ? Cursor.START : Cursor.parse(out.position());
        while (cursor.section().compareTo(Cursor.Section.HEAD) < 0) {
            ContentWalk.Page page = walk.next(cursor);
            for (ContentRecord each : page.records()) {
                byte[] encoded = put(each);
                if (census != null) {
                    census.add(each, encoded);
                }
            }
            cursor = page.next();
            if (pendingBytes >= chunkBytes) {
                flush(seq, cursor);
            }
        }
        flush(seq, cursor);
        if (census != null) {
            ContentRecord head = new ContentRecord.Head(reading.head());
            census.add(head, bytes.of(head));
        }
    }

    /// What has changed after `since`, as it is as of `seq`. Goes on within the corrections of an
    /// earlier attempt when the guild is as it was then.
    private void correct(long since, long seq) throws IOException {
        Optional<Touched> touched = Touched.since(reading, since);
        if (touched.isEmpty()) {
            throw TransferException.failed(
                    "the log does not reach back to event %d; give the same command again"
                            .formatted(since));
        }
        Cursor reached = Cursor.parse(out.position());
        boolean goesOn = reached.section() == Cursor.Section.HEAD && out.lastSeq() == seq;
        long done = goesOn ? reached.after() : 0;
        Iterator<ContentRecord> corrections =
                touched.get().corrections(reading).skip(done).iterator();
        while (corrections.hasNext()) {
            var _ = put(corrections.next());
            done++;
            if (pendingBytes >= chunkBytes) {
                flush(seq, new Cursor(Cursor.Section.HEAD, 0, done));
            }
        }
        flush(seq, new Cursor(Cursor.Section.HEAD, 0, done));
    }

    private byte[] put(ContentRecord item) {
        byte[] encoded = bytes.of(item);
        pending.add(encoded);
        pendingBytes += encoded.length;
        if (item instanceof ContentRecord.MessagePut) {
            pendingMessages++;
        }
        return encoded;
    }

    private void flush(long seq, Cursor upTo) throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        var _ = out.write(seq, upTo.toString(), pending);
        progress.advance(pendingMessages, pendingBytes);
        pending.clear();
        pendingBytes = 0;
        pendingMessages = 0;
    }
}
