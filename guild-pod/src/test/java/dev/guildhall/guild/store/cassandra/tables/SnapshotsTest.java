package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.guild;
import static dev.guildhall.guild.store.GuildFixture.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Snapshots are taken at recovery, the last two are kept, a damaged one costs nothing but time.
class SnapshotsTest {

    private static final int MEMBERS = 4_000;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    private final SnapshotStore snapshots =
            new SnapshotStore(CassandraStores.session(), new ProtoEventBytes(), GUILD);

    /// Each batch is followed by a snapshot.
    private GuildSnapshot fill(int batches) {
        cassandra.with(CassandraStores.options().withSnapshots(1, 0));
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            guild.append(created());
            awaitSnapshot(guild.seq());
            for (int batch = 0; batch < batches; batch++) {
                List<Event.Durable> joined = new ArrayList<>();
                for (int i = 0; i < MEMBERS; i++) {
                    joined.add(
                            new Event.MemberJoined(member(new UserId(batch * MEMBERS + 100 + i))));
                }
                guild.append(joined);
                awaitSnapshot(guild.seq());
            }
            return guild.store.recover();
        }
    }

    private void awaitSnapshot(long seq) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        snapshots.list().stream().anyMatch(it -> it.complete() && it.seq() == seq));
    }

    private GuildSnapshot recovered() {
        try (OpenGuild next = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            return next.store.recover();
        }
    }

    @Test
    void theNewestTwoAreKeptAndTheNewestIsRecovered() {
        // Given
        GuildSnapshot last = fill(4);

        // When, Then
        assertThat(recovered()).isEqualTo(last);
        assertThat(last.members()).hasSize(4 * MEMBERS + 1);
        assertThat(snapshots.list()).hasSize(2).allMatch(SnapshotStore.Manifest::complete);
        int chunks = snapshots.list().stream().mapToInt(SnapshotStore.Manifest::chunks).sum();
        assertThat(chunks).isGreaterThan(4);
        assertThat(chunksStored()).isEqualTo(chunks);
    }

    @Test
    void theLogIsKeptFromTheOlderSnapshotOn() {
        // Given
        fill(3);
        long older = snapshots.list().getLast().seq();

        // When
        try (OpenGuild next = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            // Then
            assertThat(next.store.tail(older, 10))
                    .hasValueSatisfying(it -> assertThat(it).hasSize(10));
        }
    }

    @Test
    void aDamagedSnapshotFallsBackToTheOneBefore() {
        // Given
        GuildSnapshot last = fill(2);
        damage(snapshots.list().getFirst(), 1);

        // When, Then
        assertThat(recovered()).isEqualTo(last);
        assertThat(cassandra.counted("guild_store_snapshots_damaged")).isEqualTo(1);
    }

    @Test
    void aMissingChunkFallsBackToTheOneBefore() {
        // Given
        GuildSnapshot last = fill(2);
        SnapshotStore.Manifest newest = snapshots.list().getFirst();
        CassandraStores.session()
                .write(
                        """
                        DELETE FROM snapshot_chunks
                        WHERE guild_id = ? AND seq = ? AND epoch = ? AND chunk = 0\
                        """,
                        GUILD.value(),
                        newest.seq(),
                        newest.epoch());

        // When, Then
        assertThat(recovered()).isEqualTo(last);
    }

    @Test
    void aGuildWhoseSnapshotsAreAllDamagedIsNotOpened() {
        // Given
        fill(2);
        snapshots.list().forEach(manifest -> damage(manifest, 0));

        // When, Then
        assertThatThrownBy(this::recovered).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void aSnapshotThatWasNeverFinishedIsNotTakenAndGoesWithTheOld() {
        // Given
        GuildSnapshot last = fill(1);
        SnapshotStore.Manifest newest = snapshots.list().getFirst();
        CassandraStores.session()
                .write(
                        """
                        UPDATE snapshots USING TIMESTAMP ? SET complete = false
                        WHERE guild_id = ? AND seq = ? AND epoch = ?\
                        """,
                        WriteTime.ofWrite(newest.seq()) + 2,
                        GUILD.value(),
                        newest.seq(),
                        newest.epoch());
        assertThat(recovered()).isEqualTo(last);

        // When
        try (OpenGuild next = new OpenGuild(cassandra.stores(), 3, "pod-b")) {
            next.append(new Event.GuildUpdated(guild("a")));
            awaitSnapshot(next.seq());
            next.append(new Event.GuildUpdated(guild("b")));
            awaitSnapshot(next.seq());
            next.append(new Event.GuildUpdated(guild("c")));
            awaitSnapshot(next.seq());
        }

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(snapshots.list())
                                .hasSize(2)
                                .allMatch(SnapshotStore.Manifest::complete));
        int chunks = snapshots.list().stream().mapToInt(SnapshotStore.Manifest::chunks).sum();
        assertThat(chunksStored()).isEqualTo(chunks);
    }

    private static void damage(SnapshotStore.Manifest manifest, int chunk) {
        CassandraStores.session()
                .write(
                        """
                        UPDATE snapshot_chunks USING TIMESTAMP ? SET body = ?
                        WHERE guild_id = ? AND seq = ? AND epoch = ? AND chunk = ?\
                        """,
                        WriteTime.ofWrite(manifest.seq()) + 1,
                        ByteBuffer.wrap(new byte[] {1, 2, 3}),
                        GUILD.value(),
                        manifest.seq(),
                        manifest.epoch(),
                        chunk);
    }

    private static long chunksStored() {
        var row = CassandraStores.session().read("SELECT count(*) FROM snapshot_chunks").one();
        return row == null ? 0 : row.getLong(0);
    }
}
