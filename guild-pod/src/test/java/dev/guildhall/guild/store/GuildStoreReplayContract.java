package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.GuildState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/// What every store of guilds must do with any events: the log replayed gives what is recovered,
/// and pages, pins and reactors are those of a naive model. Over random events; a failure says its
/// seed.
public abstract class GuildStoreReplayContract {

    private static final int BATCHES = 40;
    private static final int[] LIMITS = {1, 2, 5, 100};

    /// The stores under test; empty at the start of each repetition.
    protected abstract GuildStores stores();

    @RepeatedTest(10)
    void theLogReplayedIsWhatIsRecovered() {
        long seed = new Random().nextLong();
        try {
            new Run(new Random(seed)).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private final class Run {
        private final Random random;
        private final GuildState state = new GuildState();
        private final MessageModel messages = new MessageModel();
        private final RandomEvents events;
        private long epoch;
        private OpenGuild guild;

        Run(Random random) {
            this.random = random;
            this.events = new RandomEvents(random, state, messages);
        }

        void run() {
            reopen();
            append(List.of(GuildFixture.created()));
            for (int i = 0; i < BATCHES; i++) {
                append(null);
                if (random.nextInt(10) == 0) {
                    guild.close();
                    reopen();
                }
                if (random.nextInt(8) == 0) {
                    compareState();
                }
            }
            compareState();
            compareMessages();
            guild.close();
        }

        private void reopen() {
            guild = new OpenGuild(stores(), ++epoch, "pod-" + random.nextInt(2));
        }

        /// Appends what is given, or some random events.
        private void append(List<Event.Durable> given) {
            List<Event.Durable> batch = new ArrayList<>();
            int size = given == null ? 1 + random.nextInt(12) : given.size();
            for (int i = 0; i < size; i++) {
                Event.Durable event = given == null ? events.next() : given.get(i);
                state.apply(event);
                messages.apply(event);
                batch.add(event);
            }
            guild.append(batch);
        }

        private void compareState() {
            GuildSnapshot recovered = guild.store.recover();
            assertThat(recovered).isEqualTo(state.snapshot());
            GuildState replayed = new GuildState();
            List<LogEntry> log = guild.store.tail(0, Integer.MAX_VALUE).orElseThrow();
            log.forEach(entry -> replayed.apply(entry.event()));
            assertThat(replayed.snapshot()).isEqualTo(recovered);
            assertThat(GuildState.restore(recovered).snapshot()).isEqualTo(recovered);
            guild.store
                    .view(OWNER, List.of(), Integer.MAX_VALUE)
                    .ifPresent(view -> {
                        assertThat(view.seq()).isEqualTo(recovered.seq());
                        assertThat(view.members()).isEqualTo(recovered.members());
                        assertThat(view.memberCount()).isEqualTo(state.memberCount());
                        assertThat(view.channels()).isEqualTo(recovered.channels());
                        assertThat(view.roles()).isEqualTo(recovered.roles());
                    });
            List<UserId> some = List.of(OWNER, new UserId(12));
            List<Member> wanted =
                    recovered.members().stream()
                            .filter(it -> some.contains(it.user().id()))
                            .toList();
            assertThat(guild.store.getMembers(some).members()).isEqualTo(wanted);
            assertThat(stores().exists(GUILD)).isTrue();
        }

        private void compareMessages() {
            UserId reader = new UserId(10 + random.nextInt(12));
            for (ChannelId channelId : messages.channels()) {
                for (int i = 0; i < 10; i++) {
                    comparePage(channelId, reader);
                }
                assertThat(guild.store.listPins(channelId, null, 1_000, reader))
                        .isEqualTo(messages.pins(channelId, reader));
            }
            for (int i = 0; i < 20; i++) {
                Message message = messages.any(random);
                if (message != null) {
                    compareReactors(message);
                }
            }
        }

        private void comparePage(ChannelId channelId, UserId reader) {
            Query.Anchor anchor = Query.Anchor.values()[random.nextInt(4)];
            Message at = messages.any(random);
            long anchorId = (at == null ? 5 : at.id().value()) + random.nextInt(2);
            int limit = LIMITS[random.nextInt(LIMITS.length)];
            List<Message> page =
                    guild.store.listMessages(
                            channelId, anchor, new MessageId(anchorId), limit, reader);
            assertThat(page).isEqualTo(messages.page(channelId, anchor, anchorId, limit, reader));
        }

        private void compareReactors(Message message) {
            var loaded = guild.store.loadMessage(message.channelId(), message.id()).orElseThrow();
            assertThat(loaded.reactors()).isEqualTo(messages.reactors(message));
            assertThat(List.copyOf(loaded.reactors().keySet()))
                    .isEqualTo(List.copyOf(messages.reactors(message).keySet()));
            loaded.reactors()
                    .keySet()
                    .forEach(emoji ->
                            assertThat(
                                            guild
                                                    .store
                                                    .listReactors(
                                                            message.channelId(),
                                                            message.id(),
                                                            emoji,
                                                            null,
                                                            1_000)
                                                    .stream()
                                                    .map(User::id)
                                                    .toList())
                                    .isEqualTo(messages.reactors(message, emoji)));
        }
    }
}
