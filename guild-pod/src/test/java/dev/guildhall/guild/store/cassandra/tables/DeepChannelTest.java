package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.channel;
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
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A channel of 200,000 messages over five years, of which 20,000 were deleted: half of them in one
/// stretch, half all over. Pages are right and cost the same wherever they lie.
class DeepChannelTest {

    private static final int MESSAGES = 200_000;
    private static final int DELETED = 20_000;
    private static final int BATCH = 1_000;
    private static final long STEP_MS = 5 * 365 * 24 * 3_600_000L / MESSAGES;
    private static final int LIMIT = 50;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();
    private final TreeSet<Long> live = new TreeSet<>();

    @Test
    void pagesAreRightAndCostTheSameWhereverTheyLie() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            // Given
            guild.append(created());
            send(guild);
            delete(guild, random);

            // When, Then
            assertThat(live).hasSize(MESSAGES - DELETED);
            for (int i = 0; i < 100; i++) {
                long at = idAt(random.nextInt(MESSAGES)) + random.nextInt(2);
                assertPage(guild, Query.Anchor.BEFORE, at, before(at, LIMIT), 7, seed);
                assertPage(guild, Query.Anchor.AFTER, at, after(at, LIMIT), 8, seed);
                List<Long> around = after(at, LIMIT / 2);
                around.addAll(before(at + 1, LIMIT - LIMIT / 2));
                assertPage(guild, Query.Anchor.AROUND, at, around, 14, seed);
            }
            assertPage(guild, Query.Anchor.LATEST, 0, before(Long.MAX_VALUE, LIMIT), 7, seed);

            // When
            guild.append(new Event.ChannelDeleted(channel(GENERAL)));

            // Then
            assertPage(guild, Query.Anchor.LATEST, 0, List.of(), 1, seed);
            assertThat(rowsIn("messages")).isZero();
            assertThat(rowsIn("message_ids")).isZero();
        }
    }

    private void send(OpenGuild guild) {
        List<Event.Durable> batch = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            live.add(idAt(i));
            batch.add(sent(message(GENERAL, new MessageId(idAt(i)), "m")));
            if (batch.size() == BATCH) {
                guild.append(batch);
                batch.clear();
            }
        }
    }

    private void delete(OpenGuild guild, Random random) {
        int from = MESSAGES / 2;
        for (int i = from; i < from + DELETED / 2; i += 100) {
            List<Long> ids = new ArrayList<>();
            for (int each = i; each < i + 100; each++) {
                ids.add(idAt(each));
            }
            delete(guild, ids);
        }
        while (live.size() > MESSAGES - DELETED) {
            List<Long> ids = new ArrayList<>();
            while (ids.size() < 100) {
                Long id = live.ceiling(idAt(random.nextInt(MESSAGES)));
                if (id != null && !ids.contains(id)) {
                    ids.add(id);
                }
            }
            delete(guild, ids);
        }
    }

    private void delete(OpenGuild guild, List<Long> ids) {
        ids.forEach(live::remove);
        guild.append(
                new Event.MessagesBulkDeleted(GENERAL, ids.stream().map(MessageId::new).toList()));
    }

    private void assertPage(
            OpenGuild guild, Query.Anchor anchor, long at, List<Long> ids, int queries, long seed) {
        MessageId id = anchor == Query.Anchor.LATEST ? null : new MessageId(at);
        double queriesBefore = cassandra.counted("guild_store_page_queries");
        double rowsBefore = cassandra.counted("guild_store_page_rows");
        assertThat(guild.store.listMessages(GENERAL, anchor, id, LIMIT, OWNER))
                .as("%s %d, seed %d", anchor, at, seed)
                .extracting(message -> message.id().value())
                .containsExactlyElementsOf(ids);
        assertThat(cassandra.counted("guild_store_page_queries") - queriesBefore)
                .as("queries of %s %d, seed %d", anchor, at, seed)
                .isLessThanOrEqualTo(queries);
        assertThat(cassandra.counted("guild_store_page_rows") - rowsBefore)
                .as("rows of %s %d, seed %d", anchor, at, seed)
                .isLessThanOrEqualTo(ids.size() + 60);
    }

    /// At most `limit` ids below `id`, the greatest first.
    private List<Long> before(long id, int limit) {
        return new ArrayList<>(
                live.headSet(id, false).descendingSet().stream().limit(limit).toList());
    }

    /// At most `limit` ids above `id` that are nearest to it, the greatest first.
    private List<Long> after(long id, int limit) {
        return new ArrayList<>(live.tailSet(id, false).stream().limit(limit).toList().reversed());
    }

    private static long idAt(int i) {
        return Snowflake.first(NOW_MS - (MESSAGES - i) * STEP_MS, 1);
    }

    private static long rowsIn(String table) {
        var row = CassandraStores.session().read("SELECT count(*) FROM " + table).one();
        return row == null ? 0 : row.getLong(0);
    }
}
