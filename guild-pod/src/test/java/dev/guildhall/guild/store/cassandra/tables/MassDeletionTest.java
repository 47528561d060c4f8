package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.guild.store.OpenGuild;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many messages of one channel are deleted by an owner that has not seen them come: the tables
/// follow by reading blocks of ids, not a block for each message.
class MassDeletionTest {

    private static final int BLOCKS = 20;
    private static final int MESSAGES = BLOCKS * IdBlock.MAX_IDS;
    private static final int AT_ONCE = 64;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Test
    void neighboursThatAreDeletedTogetherCostTheirBlocks() {
        // Given
        int from = 4 * IdBlock.MAX_IDS + 10;
        int to = 12 * IdBlock.MAX_IDS + 10;

        // When
        double read = blocksReadFor(IntStream.range(from, to).boxed().toList(), from - 1, to);

        // Then: in each chunk of 256 two blocks, and a look whether the era is empty
        assertThat(read).isLessThanOrEqualTo(8 * 4);
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
