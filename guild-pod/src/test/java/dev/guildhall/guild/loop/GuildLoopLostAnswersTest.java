package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.StatementProxy;
import dev.guildhall.guild.store.cassandra.StatementProxy.Loss;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import dev.guildhall.guild.store.cassandra.tables.SmallStores;
import dev.guildhall.guild.store.cassandra.tables.TablesSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A guild's loop on Cassandra, from which no answer comes any more amid an append, a projection, a
/// snapshot or a read: each command is answered once, those that are accepted are stored once and
/// in order, those that are refused never, and all goes on when answers come again.
class GuildLoopLostAnswersTest {

    private static final int REQUEST_TIMEOUT_MS = 400;
    private static final int POSTERS = 3;
    private static final int POSTS = 20;
    private static final int PAGE = 100;
    private static final long BACKOFF_NANOS = 20_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger GUILDS = new AtomicInteger(7_000_000);

    private static CassandraOptions options;
    private static CassandraSession sound;

    /// What is lost, by a part of its statement.
    private enum Fault {
        APPEND("commit_id = ?", Loss.AFTER),
        APPEND_BEFORE("commit_id = ?", Loss.BEFORE),
        APPEND_ALONE("commit_id = ?", Loss.ALONE),
        PROJECTION("INSERT INTO message_ids", Loss.AFTER),
        PROJECTION_ALONE("UPDATE messages", Loss.ALONE),
        SNAPSHOT("INSERT INTO snapshot_chunks", Loss.AFTER),
        READ("SELECT first_id, ids FROM message_ids", Loss.AFTER),
        READ_ALONE("SELECT first_id, ids FROM message_ids", Loss.ALONE);

        private final String part;
        private final Loss loss;

        Fault(String part, Loss loss) {
            this.part = part;
            this.loss = loss;
        }
    }

    @BeforeAll
    static void open() {
        options = TestCassandra.options();
        sound = TestCassandra.open(options, LogTables.PART, TablesSchema.PART);
    }

    @AfterAll
    static void close() {
        sound.close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsLostEachCommandIsAnsweredOnceAndAsItWas(Fault fault) throws Exception {
        try (StatementProxy proxy =
                        new StatementProxy(SharedCassandra.get(System.getenv()).contactPoint());
                CassandraSession session =
                        CassandraSession.open(
                                options.at(proxy.address())
                                        .withRequestTimeoutMs(REQUEST_TIMEOUT_MS),
                                new SimpleMeterRegistry())) {
            new Run(fault, proxy, session).run();
        }
    }

    private static final class Run {
        private final Fault fault;
        private final StatementProxy proxy;
        private final GuildId guildId = new GuildId(GUILDS.incrementAndGet());
        private final GuildLoop loop;
        private final FakeEdge edge = new FakeEdge("edge", 64 << 20);
        private final ChannelId channelId;
        private final Posts posts = new Posts();
        private final List<String> ends = new CopyOnWriteArrayList<>();
        private volatile boolean finishing;

        Run(Fault fault, StatementProxy proxy, CassandraSession session) {
            this.fault = fault;
            this.proxy = proxy;
            this.loop = start(SmallStores.in(session).claim(guildId, 1, "pod-a"));
            Guild guild =
                    new Guild(guildId, GuildKind.COMMUNITY, "g", null, null, OWNER.id(), null, 300);
            var channels = List.of(new Command.InitialChannel(ChannelType.TEXT, "general", null));
            Answer made =
                    call(Actor.systemActor(), new Command.CreateGuild(guild, OWNER, channels));
            var created = (Event.GuildCreated) ((Answer.Accepted) made).events().getFirst();
            this.channelId = created.channels().getFirst().id();
            loop.attach(edge.attachment, new Hello("edge", 1, List.of()));
        }

        void run() throws Exception {
            // Given
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < POSTERS; i++) {
                String name = "p" + i + "-";
                running.add(
                        CompletableFuture.runAsync(() -> post(name), Thread::startVirtualThread));
            }
            awaitPosts();
            running.add(CompletableFuture.runAsync(this::read, Thread::startVirtualThread));

            // When
            proxy.arm(statement -> statement.contains(fault.part), 1, fault.loss)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (fault.loss != Loss.ALONE) {
                awaitRefusal();
                proxy.heal();
            }

            // Then
            awaitPosts();
            finishing = true;
            for (CompletableFuture<Void> each : running) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            await("answers").atMost(PATIENCE).until(posts::eachIsAnswered);
            loop.release(StreamEnd.UNAVAILABLE).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            check();
            checkStored();
        }

        /// What is in doubt is not answered, and what comes after it is refused.
        private void awaitRefusal() {
            AtomicInteger probes = new AtomicInteger();
            await("commands are refused")
                    .atMost(PATIENCE)
                    .until(() -> {
                        var _ = send("probe" + probes.incrementAndGet());
                        return posts.refused() > 0;
                    });
        }

        private void awaitPosts() {
            int before = posts.accepted().size();
            await("commands are accepted")
                    .atMost(PATIENCE)
                    .until(() -> posts.accepted().size() >= before + POSTS);
        }

        /// Never the same twice.
        private void post(String name) {
            for (int i = 0; !finishing; i++) {
                if (send(name + i).join() instanceof Answer.Rejected(Rejection why)) {
                    assertThat(why.reason()).isEqualTo(Reason.GUILD_UNAVAILABLE);
                    assertThat(why.retryAfterMs()).isPositive();
                    LockSupport.parkNanos(BACKOFF_NANOS);
                }
            }
        }

        private CompletableFuture<Answer> send(String content) {
            posts.sent(content);
            CompletableFuture<Answer> answered = new CompletableFuture<>();
            loop.call(
                    Actor.user(OWNER.id()),
                    message(content),
                    answer -> {
                        posts.answered(content, answer);
                        answered.complete(answer);
                    });
            return answered;
        }

        private Command message(String content) {
            return new Command.CreateMessage(
                    channelId, content, List.of(), false, 0, null, false, null, true, null);
        }

        /// Pages are refused, or show what was accepted before, once and in order.
        private void read() {
            while (!finishing) {
                long last = posts.accepted().getLast().id().value();
                CompletableFuture<Result> read = new CompletableFuture<>();
                loop.read(
                        Actor.user(OWNER.id()),
                        new Query.ListMessages(
                                channelId, Query.Anchor.AFTER, new MessageId(last - 1), PAGE),
                        read::complete);
                if (read.join() instanceof Result.Messages(List<Message> messages)) {
                    assertThat(messages.reversed())
                            .extracting(message -> message.id().value())
                            .startsWith(last)
                            .isSorted()
                            .doesNotHaveDuplicates();
                }
            }
        }

        private void check() {
            assertThat(posts.eachIsAnsweredOnce()).isTrue();
            assertThat(ends).isEmpty();
            List<Long> seqs = edge.take().durableSeqs();
            assertThat(seqs).isEqualTo(LongStream.rangeClosed(2, seqs.size() + 1).boxed().toList());
            assertThat(
                            edge.events().stream()
                                    .map(Sequenced::event)
                                    .filter(Event.MessageCreated.class::isInstance)
                                    .map(event -> Posts.created(event).content())
                                    .toList())
                    .isEqualTo(posts.acceptedContents());
        }

        /// The next owner has just what was accepted.
        private void checkStored() {
            try (GuildStore next = SmallStores.in(sound).claim(guildId, 2, "pod-b")) {
                assertThat(next.recover().seq()).isEqualTo(edge.durableSeqs().getLast());
                List<Message> history =
                        next.listMessages(
                                channelId,
                                Query.Anchor.LATEST,
                                null,
                                Integer.MAX_VALUE,
                                OWNER.id());
                assertThat(history.reversed().stream().map(Message::content).toList())
                        .isEqualTo(posts.acceptedContents());
            }
        }

        private Answer call(Actor actor, Command command) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            loop.call(actor, command, answer::complete);
            return answer.join();
        }

        private GuildLoop start(GuildStore store) {
            return GuildLoop.start(
                    new LoopSetup(
                            guildId,
                            1,
                            store,
                            Ticker.system(),
                            new PodIds(Ticker.system(), 1),
                            Thread::startVirtualThread,
                            new NoIndex(),
                            new Owner(),
                            new LoopMetrics(new SimpleMeterRegistry()),
                            LoopLimits.defaults(),
                            new LoopTimes(5_000, 1_000, 50, 5_000)));
        }

        private final class Owner implements LoopOwner {
            @Override
            public void fenced(GuildId guildId, long epoch, long claimed, boolean paused) {
                ends.add("fenced by " + claimed);
            }

            @Override
            public void failed(GuildId guildId, RuntimeException cause) {
                ends.add(cause.toString());
            }
        }
    }
}
