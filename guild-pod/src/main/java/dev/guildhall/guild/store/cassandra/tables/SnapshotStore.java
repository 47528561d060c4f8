package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.image.GuildImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One guild's snapshots: chunks of bounded size, each with its checksum, and a manifest that says
/// at the end that all are there. Safe for many threads; blocks.
final class SnapshotStore {

    /// Of which the newest is taken that is whole.
    static final int KEPT = 2;

    /// Chunks read at once, and empty places after which an unfinished snapshot is taken to end: as
    /// many as are written at once.
    private static final int AT_ONCE = 8;

    private static final byte[] NOTHING = {};

    private final CassandraSession session;
    private final EventBytes bytes;
    private final GuildId guildId;

    SnapshotStore(CassandraSession session, EventBytes bytes, GuildId guildId) {
        this.session = session;
        this.bytes = bytes;
        this.guildId = guildId;
    }

    /// A snapshot after event `seq`, written under `epoch`. One that is not `complete` is being
    /// written, or never was to its end; its `chunks` are not known.
    record Manifest(long seq, long epoch, boolean complete, int chunks, long checksum) {}

    /// All manifests, the newest first.
    List<Manifest> list() {
        List<Manifest> all = new ArrayList<>();
        for (Row row :
                session.read(
                        """
                        SELECT seq, epoch, complete, chunks, checksum FROM snapshots
                        WHERE guild_id = ?\
                        """,
                        guildId.value())) {
            all.add(
                    new Manifest(
                            row.getLong("seq"),
                            row.getLong("epoch"),
                            row.getBoolean("complete"),
                            row.getInt("chunks"),
                            row.getLong("checksum")));
        }
        return all;
    }

    /// Writes the image; when this returns, it can be read.
    void write(GuildImage image, long epoch) {
        manifest(new Manifest(image.seq(), epoch, false, 0, 0));
        CRC32C sum = new CRC32C();
        int[] chunks = new int[1];
        List<CompletionStage<?>> sent = new ArrayList<>();
        SnapshotCodec.write(
                image,
                bytes,
                chunk -> {
                    if (sent.size() == AT_ONCE) {
                        InFlight.await(sent.removeFirst());
                    }
                    long checksum = checksum(chunk);
                    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(checksum).flip());
                    sent.add(put(image.seq(), epoch, chunks[0]++, chunk, checksum));
                });
        sent.forEach(InFlight::await);
        manifest(new Manifest(image.seq(), epoch, true, chunks[0], sum.getValue()));
    }

    private void manifest(Manifest manifest) {
        long at = WriteTime.ofWrite(manifest.seq()) + (manifest.complete() ? 1 : 0);
        session.write(
                """
                INSERT INTO snapshots (guild_id, seq, epoch, complete, chunks, checksum)
                VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                """,
                guildId.value(),
                manifest.seq(),
                manifest.epoch(),
                manifest.complete(),
                manifest.chunks(),
                manifest.checksum(),
                at);
    }

    private CompletionStage<?> put(long seq, long epoch, int chunk, byte[] body, long checksum) {
        return session.writeAsync(
                """
                INSERT INTO snapshot_chunks (guild_id, seq, epoch, chunk, body, checksum)
                VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                """,
                guildId.value(),
                seq,
                epoch,
                chunk,
                ByteBuffer.wrap(body),
                checksum,
                WriteTime.ofWrite(seq));
    }

    /// The image; empty when a chunk is missing or damaged.
    Optional<GuildImage> read(Manifest manifest) {
        SnapshotCodec.Reader reader = new SnapshotCodec.Reader(bytes);
        CRC32C sum = new CRC32C();
        List<CompletionStage<byte[]>> asked = new ArrayList<>();
        try {
            for (int next = 0, taken = 0; taken < manifest.chunks(); taken++) {
                while (next < manifest.chunks() && asked.size() < AT_ONCE) {
                    asked.add(chunk(manifest, next++));
                }
                byte[] body = InFlight.await(asked.removeFirst());
                sum.update(ByteBuffer.allocate(Long.BYTES).putLong(checksum(body)).flip());
                reader.read(body);
            }
            return sum.getValue() == manifest.checksum()
                    ? Optional.of(reader.image(manifest.seq()))
                    : Optional.empty();
        } catch (IllegalArgumentException | StoreException.Corrupt _) {
            return Optional.empty();
        }
    }

    private CompletionStage<byte[]> chunk(Manifest manifest, int chunk) {
        return session.readAsync(
                        """
                        SELECT body, checksum FROM snapshot_chunks
                        WHERE guild_id = ? AND seq = ? AND epoch = ? AND chunk = ?\
                        """,
                        guildId.value(),
                        manifest.seq(),
                        manifest.epoch(),
                        chunk)
                .thenApply(rows -> {
                    Row row = rows.one();
                    byte[] body = row == null ? NOTHING : array(row.getByteBuffer("body"));
                    if (row == null || checksum(body) != row.getLong("checksum")) {
                        throw new StoreException.Corrupt("a chunk of a snapshot is damaged", null);
                    }
                    return body;
                });
    }

    /// Removes what is older than the newest snapshots that are kept; returns the oldest kept
    /// snapshot's seq, 0 when there are fewer than are to be kept.
    long removeOld() {
        List<Manifest> all = list();
        List<Manifest> whole = all.stream().filter(Manifest::complete).toList();
        if (whole.size() < KEPT) {
            return 0;
        }
        Manifest oldest = whole.get(KEPT - 1);
        all.subList(all.indexOf(oldest) + 1, all.size()).forEach(this::remove);
        return oldest.seq();
    }

    /// The manifest goes last, so that what is interrupted can be done again.
    private void remove(Manifest manifest) {
        int last = manifest.complete() ? manifest.chunks() : Integer.MAX_VALUE;
        for (int chunk = 0, empty = 0; chunk < last && empty <= AT_ONCE; chunk++) {
            if (!manifest.complete()) {
                empty = exists(manifest, chunk) ? 0 : empty + 1;
            }
            session.write(
                    """
                    DELETE FROM snapshot_chunks USING TIMESTAMP ?
                    WHERE guild_id = ? AND seq = ? AND epoch = ? AND chunk = ?\
                    """,
                    WriteTime.ofRemoval(manifest.seq()),
                    guildId.value(),
                    manifest.seq(),
                    manifest.epoch(),
                    chunk);
        }
        session.write(
                """
                DELETE FROM snapshots USING TIMESTAMP ?
                WHERE guild_id = ? AND seq = ? AND epoch = ?\
                """,
                WriteTime.ofRemoval(manifest.seq()),
                guildId.value(),
                manifest.seq(),
                manifest.epoch());
    }

    private boolean exists(Manifest manifest, int chunk) {
        return session.read(
                                """
                                SELECT chunk FROM snapshot_chunks
                                WHERE guild_id = ? AND seq = ? AND epoch = ? AND chunk = ?\
                                """,
                                guildId.value(),
                                manifest.seq(),
                                manifest.epoch(),
                                chunk)
                        .one()
                != null;
    }

    private static long checksum(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return sum.getValue();
    }

    /// The bytes of a column; none where it is null.
    static byte[] array(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return NOTHING;
        }
        byte[] array = new byte[buffer.remaining()];
        buffer.duplicate().get(array);
        return array;
    }
}
