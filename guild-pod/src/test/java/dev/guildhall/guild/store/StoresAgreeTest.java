package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.cassandra.tables.CassandraStores;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Both stores say the same after any events, with owners that change, and with chunks, snapshots
/// and repeated projections where they fall. A failure says its seed.
class StoresAgreeTest {

    private static final int BATCHES = 60;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();
    @TempDir Path folder;

    @RepeatedTest(5)
    void bothStoresSayTheSameAfterRandomEvents() {
        long seed = new Random().nextLong();
        try (SqliteGuildStores sqlite =
                new SqliteGuildStores(
                        folder,
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(new SimpleMeterRegistry()))) {
            new Run(new Random(seed), sqlite).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private final class Run {
        private final Random random;
        private final SqliteGuildStores sqlite;
        private final GuildState state = new GuildState();
        private final MessageModel messages = new MessageModel();
        private final RandomEvents events;
        private long epoch;
        private OpenGuild one;
        private OpenGuild other;

        Run(Random random, SqliteGuildStores sqlite) {
            this.random = random;
            this.sqlite = sqlite;
            this.events = new RandomEvents(random, state, messages);
        }

        void run() {
            open();
            append(List.of(GuildFixture.created()));
            for (int i = 0; i < BATCHES; i++) {
                append(null);
                if (random.nextInt(10) == 0) {
                    close();
                    cassandra.disturb(random, GuildFixture.GUILD, state.seq());
                    open();
                    compare();
                }
            }
            compare();
            close();
        }

        private void open() {
            epoch++;
            one = new OpenGuild(sqlite, epoch, "pod-a");
            other = new OpenGuild(cassandra.stores(), epoch, "pod-a");
        }

        private void close() {
            one.close();
            other.close();
        }

        private void append(List<Event.Durable> given) {
            List<Event.Durable> batch = new ArrayList<>();
            int size = given == null ? 1 + random.nextInt(20) : given.size();
            for (int i = 0; i < size; i++) {
                Event.Durable event = given == null ? events.next() : given.get(i);
                state.apply(event);
                messages.apply(event);
                batch.add(event);
            }
            one.append(batch);
            other.append(batch);
        }

        private void compare() {
            GuildStore a = one.store;
            GuildStore b = other.store;
            assertThat(b.recover()).isEqualTo(a.recover());
            assertThat(b.view(OWNER, List.of(), 5)).isEqualTo(a.view(OWNER, List.of(), 5));
            assertThat(b.listMembers(null, 7)).isEqualTo(a.listMembers(null, 7));
            assertThat(b.searchMembers("USER1", 4)).isEqualTo(a.searchMembers("USER1", 4));
            assertThat(b.listBans(new UserId(12), 3)).isEqualTo(a.listBans(new UserId(12), 3));
            assertThat(b.tail(3, 10)).isEqualTo(a.tail(3, 10));
            UserId reader = new UserId(10 + random.nextInt(12));
            for (ChannelId channelId : messages.channels()) {
                assertThat(b.listPins(channelId, null, 100, reader))
                        .isEqualTo(a.listPins(channelId, null, 100, reader));
                for (Query.Anchor anchor : Query.Anchor.values()) {
                    comparePage(channelId, anchor, reader);
                }
            }
            for (int i = 0; i < 10; i++) {
                Message message = messages.any(random);
                if (message != null) {
                    compareMessage(message, reader);
                }
            }
        }

        private void comparePage(ChannelId channelId, Query.Anchor anchor, UserId reader) {
            Message at = messages.any(random);
            MessageId id = at == null ? new MessageId(5) : at.id();
            int limit = 1 + random.nextInt(100);
            assertThat(other.store.listMessages(channelId, anchor, id, limit, reader))
                    .isEqualTo(one.store.listMessages(channelId, anchor, id, limit, reader));
        }

        private void compareMessage(Message message, UserId reader) {
            ChannelId channelId = message.channelId();
            MessageId id = message.id();
            assertThat(other.store.getMessage(channelId, id, reader))
                    .isEqualTo(one.store.getMessage(channelId, id, reader));
            assertThat(other.store.loadMessage(channelId, id))
                    .isEqualTo(one.store.loadMessage(channelId, id));
            messages.reactors(message)
                    .keySet()
                    .forEach(emoji ->
                            assertThat(other.store.listReactors(channelId, id, emoji, null, 5))
                                    .isEqualTo(
                                            one.store.listReactors(channelId, id, emoji, null, 5)));
        }
    }
}
