package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many messages of one channel are deleted by an owner that has not seen them come: the tables
/// follow by reading blocks of ids, not a block for each message.
class MassDeletionTest {

    private static final int BLOCKS = 20;
    private static final int MESSAGES = BLOCKS * IdBlock.MAX_IDS;
    private static final int AT_ONCE = 64;

    private static final Pattern READ = Pattern.compile("Read \\d+ live rows and (\\d+) tombstone");

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Test
    void neighboursThatAreDeletedTogetherCostTheirBlocks() {
        // Given
        int from = 4 * IdBlock.MAX_IDS + 10;
        int to = 12 * IdBlock.MAX_IDS + 10;

        // When
        double read = blocksReadFor(IntStream.range(from, to).boxed().toList(), from - 1, to);

        // Then: in each chunk of 256 two blocks, and a look at the two beside what is empty now
        assertThat(read).isLessThanOrEqualTo(8 * 5);
    }

    @Test
    void messagesAllOverThatAreDeletedTogetherCostTheirBlocks() {
        // Given
        List<Integer> every = IntStream.iterate(0, i -> i < MESSAGES, i -> i + 20).boxed().toList();

        // When
        double read = blocksReadFor(every, 2 * IdBlock.MAX_IDS + 1, 2 * IdBlock.MAX_IDS + 2);

        // Then: one chunk, in which few are asked for twice
        assertThat(every).hasSize(IdBlock.MAX_IDS);
        assertThat(read).isBetween((double) BLOCKS, 2.0 * BLOCKS);
    }

    /// A deletion of neighbours is a gap; nobody who looks beyond it meets a mark for each block.
    @Test
    void aGapIsOneHoweverManyBlocksLayInIt() {
        // Given
        int from = 4 * IdBlock.MAX_IDS - 10;
        int to = 16 * IdBlock.MAX_IDS + 10;
        blocksReadFor(IntStream.range(from, to + 44).boxed().toList(), from - 1, to + 44);

        // When, Then: the gap's two ends, once or twice, and not twelve blocks
        assertThat(marksMetFor(id(16 * IdBlock.MAX_IDS - 1))).isLessThanOrEqualTo(4);
    }

    /// How many marks of deleted rows a reader meets who looks for the last block that may have
    /// `id`.
    private static int marksMetFor(MessageId id) {
        try (CqlSession cql = TestCassandra.cql(CassandraStores.session())) {
            UUID trace =
                    cql.execute(
                                    SimpleStatement.newInstance(
                                                    """
                                                    SELECT first_id FROM message_ids
                                                    WHERE channel_id = ? AND era = ? AND first_id <= ?
                                                    ORDER BY first_id DESC LIMIT 1\
                                                    """,
                                                    GENERAL.value(),
                                                    Bucket.era(id.value()),
                                                    id.value())
                                            .setTracing(true))
                            .getExecutionInfo()
                            .getTracingId();
            return await().atMost(Duration.ofSeconds(60))
                    .until(() -> marks(cql, trace), Optional::isPresent)
                    .orElseThrow();
        }
    }

    /// As the trace says, once it is written.
    private static Optional<Integer> marks(CqlSession cql, UUID trace) {
        for (Row row :
                cql.execute(
                        "SELECT activity FROM system_traces.events WHERE session_id = ?", trace)) {
            Matcher read = READ.matcher(Objects.requireNonNull(row.getString("activity")));
            if (read.find()) {
                return Optional.of(Integer.valueOf(read.group(1)));
            }
        }
        return Optional.empty();
    }

    /// How many blocks were read for the deletion of those messages; `low` and `high` have to be
    /// the neighbours of each other that are left.
    private double blocksReadFor(List<Integer> deleted, int low, int high) {
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            guild.append(created());
            for (int i = 0; i < MESSAGES; i += IdBlock.MAX_IDS) {
                guild.append(
                        IntStream.range(i, i + IdBlock.MAX_IDS)
                                .mapToObj(each -> sent(message(GENERAL, id(each), "m")))
                                .toList());
            }
        }
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            double before = cassandra.counted("guild_store_projection_blocks_read");
            guild.append(deletions(deleted));
            assertThat(
                            guild
                                    .store
                                    .listMessages(
                                            GENERAL, Query.Anchor.BEFORE, id(high + 1), 2, OWNER)
                                    .stream()
                                    .map(message -> message.id())
                                    .toList())
                    .containsExactly(id(high), id(low));
            return cassandra.counted("guild_store_projection_blocks_read") - before;
        }
    }

    private static List<Event.Durable> deletions(List<Integer> messages) {
        List<Event.Durable> events = new ArrayList<>();
        for (int i = 0; i < messages.size(); i += AT_ONCE) {
            events.add(
                    new Event.MessagesBulkDeleted(
                            GENERAL,
                            messages.subList(i, i + AT_ONCE).stream()
                                    .map(MassDeletionTest::id)
                                    .toList()));
        }
        return events;
    }

    private static MessageId id(int i) {
        return new MessageId(Snowflake.first(NOW_MS + 10L * i, 1));
    }
}
