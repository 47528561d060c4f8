package dev.guildhall.guild.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.core.RandomCommands;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.cassandra.tables.CassandraStores;
import dev.guildhall.guild.store.content.OwnersReading;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import dev.guildhall.guild.transfer.Exported;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Both stores say the same after any events and after any commands, which decide about what the
/// stores have, with owners that change, and with chunks, snapshots and repeated projections where
/// they fall. A failure says its seed.
class StoresAgreeTest {

    private static final int BATCHES = 60;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();
    @TempDir Path folder;
    private SqliteGuildStores sqlite;

    @RepeatedTest(5)
    void bothStoresSayTheSameAfterRandomEvents() {
        check(random ->
                new Run(random) {
                    private final RandomEvents events = new RandomEvents(random, state, messages);

                    @Override
                    List<Event.Durable> next() {
                        return List.of(state.seq() == 0 ? GuildFixture.created() : events.next());
                    }
                });
    }

    @RepeatedTest(5)
    void bothStoresSayTheSameAfterRandomCommands() {
        check(random ->
                new Run(random) {
                    private final RandomCommands commands = new RandomCommands(random, this::load);

                    @Override
                    List<Event.Durable> next() {
                        return commands.next();
                    }
                });
    }

    /// `-Dagree.seed` repeats a run.
    private void check(Function<Random, Run> run) {
        long seed = Long.getLong("agree.seed", new Random().nextLong());
        try (SqliteGuildStores stores =
                new SqliteGuildStores(
                        folder,
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(new SimpleMeterRegistry()))) {
            sqlite = stores;
            run.apply(new Random(seed)).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private abstract class Run {
        final GuildState state = new GuildState();
        final MessageModel messages = new MessageModel();
        private final Random random;
        private List<Event.Durable> batch = new ArrayList<>();
        private long epoch;
        private OpenGuild one;
        private OpenGuild other;

        Run(Random random) {
            this.random = random;
        }

        /// Events that follow what was applied.
        abstract List<Event.Durable> next();

        void run() {
            open();
            for (int i = 0; i < BATCHES; i++) {
                for (int left = 1 + random.nextInt(20); left > 0; left--) {
                    take(next());
                }
                append();
                if (random.nextInt(10) == 0) {
                    reopen();
                }
            }
            compare();
            reopen();
            close();
        }

        private void reopen() {
            close();
            cassandra.disturb(random, GuildFixture.GUILD, state.seq());
            open();
            compare();
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

        private void take(List<Event.Durable> events) {
            for (Event.Durable event : events) {
                state.apply(event);
                messages.apply(event);
                batch.add(event);
            }
        }

        private void append() {
            if (!batch.isEmpty()) {
                one.append(batch);
                other.append(batch);
                batch = new ArrayList<>();
            }
        }

        /// For a decision; null when neither has the message.
        LoadedMessage load(ChannelId channelId, MessageId messageId) {
            append();
            Optional<LoadedMessage> loaded = one.store.loadMessage(channelId, messageId);
            assertThat(other.store.loadMessage(channelId, messageId)).isEqualTo(loaded);
            return loaded.orElse(null);
        }

        private void compare() {
            GuildStore a = one.store;
            GuildStore b = other.store;
            assertThat(b.recover()).isEqualTo(a.recover());
            UserId owner = state.guild().ownerId();
            assertThat(b.view(owner, List.of(), 5)).isEqualTo(a.view(owner, List.of(), 5));
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
            assertThat(Exported.of(OwnersReading.of(b)))
                    .isEqualTo(Exported.of(OwnersReading.of(a)));
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
