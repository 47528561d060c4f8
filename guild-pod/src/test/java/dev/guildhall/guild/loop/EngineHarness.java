package dev.guildhall.guild.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.SessionOpening;
import dev.guildhall.guild.store.LogEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// A guild's engine with fake store, fake time and no thread: blocking work waits until `work` runs
/// it, and what comes in until `step`.
final class EngineHarness {

    static final GuildId GUILD = new GuildId(1_000);
    static final User OWNER = user(1, "owner");
    static final User BOB = user(2, "bob");

    final FakeGuildStore store;
    final FakeTicker ticker = new FakeTicker();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<String> ends = new ArrayList<>();
    final ArrayDeque<Runnable> indexing = new ArrayDeque<>();
    final GuildEngine engine;
    boolean indexAtOnce = true;

    /// How often the loop was woken.
    int wakes;

    /// Whether every batch is as one of many, which the loop gives away, and waits until `append`.
    boolean appendsWait;

    private final ArrayDeque<Runnable> appends = new ArrayDeque<>();
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final ArrayDeque<Inbound> inbox = new ArrayDeque<>();

    private EngineHarness(FakeGuildStore store, LoopLimits limits) {
        this.store = store;
        LoopSetup setup =
                new LoopSetup(
                        GUILD,
                        1,
                        store,
                        ticker,
                        new PodIds(ticker, 1),
                        work::add,
                        new Index(),
                        new Owner(),
                        new LoopMetrics(registry),
                        limits,
                        LoopTimes.defaults());
        this.engine =
                new GuildEngine(setup, store.recover(), inbox::add, this::append, () -> wakes++);
    }

    /// An engine over what the store has.
    static EngineHarness over(FakeGuildStore store) {
        return new EngineHarness(store, LoopLimits.defaults());
    }

    static EngineHarness over(FakeGuildStore store, LoopLimits limits) {
        return new EngineHarness(store, limits);
    }

    /// The usual limits, but for those of an append.
    static LoopLimits appendsOf(int items, long bytes) {
        LoopLimits d = LoopLimits.defaults();
        return new LoopLimits(
                d.inboxItems(),
                items,
                bytes,
                d.streams(),
                d.streamBytes(),
                d.tailEntries(),
                d.parkedCommands(),
                d.viewMembers(),
                d.concurrentReads(),
                d.waitingReads());
    }

    /// A guild with a text channel, its owner and Bob.
    static EngineHarness aGuild() {
        EngineHarness harness = over(new FakeGuildStore());
        Guild guild =
                new Guild(GUILD, GuildKind.COMMUNITY, "home", null, null, OWNER.id(), null, 300);
        var channels = List.of(new Command.InitialChannel(ChannelType.TEXT, "general", null));
        harness.call(Actor.systemActor(), new Command.CreateGuild(guild, OWNER, channels));
        harness.call(Actor.systemActor(), new Command.AddMember(BOB, List.of()));
        harness.run();
        return harness;
    }

    static User user(long id, String name) {
        return new User(new UserId(id), name, null, null, false);
    }

    ChannelId channel() {
        GuildSnapshot snapshot = store.stored.snapshot();
        return snapshot.channels().getFirst().id();
    }

    void put(Inbound item) {
        inbox.add(item);
    }

    CompletableFuture<Answer> call(Actor actor, Command command) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        put(new Inbound.Call(actor, command, answer::complete));
        return answer;
    }

    CompletableFuture<Answer> send(String content) {
        return call(Actor.user(OWNER.id()), message(content));
    }

    Command message(String content) {
        return new Command.CreateMessage(
                channel(), content, List.of(), false, 0, null, false, null, true, null);
    }

    Command edit(MessageId messageId, String content) {
        return new Command.EditMessage(channel(), messageId, content, null, null);
    }

    /// One batch of all that came in.
    void step() {
        List<Inbound> items = List.copyOf(inbox);
        inbox.clear();
        engine.step(items, items.size() + (appendsWait ? 1 : 0));
    }

    private void append(Runnable task) {
        if (appendsWait) {
            appends.add(task);
        } else {
            task.run();
        }
    }

    /// Runs the appends that wait; the loop hears of them in its next step.
    void append() {
        IntStream.range(0, appends.size()).forEach(_ -> appends.remove().run());
    }

    /// Runs the blocking work that was given out.
    void work() {
        IntStream.range(0, work.size()).forEach(_ -> work.remove().run());
    }

    /// Steps and works until nothing is left.
    void run() {
        do {
            step();
            while (!appends.isEmpty()) {
                append();
                step();
            }
            work();
        } while (!inbox.isEmpty() || !work.isEmpty());
    }

    static MessageId messageId(Answer answer) {
        Event event = ((Answer.Accepted) answer).events().getFirst();
        return ((Event.MessageCreated) event).message().id();
    }

    double boundHits(String bound) {
        var counter = registry.find("guild_loop_bound_hits_total").tag("bound", bound).counter();
        return counter == null ? 0 : counter.count();
    }

    /// The answer is there, and is the durable event of `seq`.
    static void assertAccepted(CompletableFuture<Answer> answer, long seq) {
        assertThat(answer.getNow(null))
                .isInstanceOfSatisfying(
                        Answer.Accepted.class, a -> assertThat(a.seq()).isEqualTo(seq));
    }

    /// The answer is there, and says that the guild is unavailable.
    static void assertRefused(CompletableFuture<Answer> answer) {
        assertThat(answer.getNow(null))
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        r ->
                                assertThat(r.rejection().reason())
                                        .isEqualTo(Reason.GUILD_UNAVAILABLE));
    }

    static StreamFrame.OpenSession session(String id, User user) {
        Presence presence =
                new Presence(user.id(), Presence.Status.ONLINE, Presence.Platform.WEB, List.of());
        return new StreamFrame.OpenSession(
                new SessionOpening(new SessionId(id), user.id(), presence, null), 250, true);
    }

    private final class Index implements Projection {
        @Override
        public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {}

        @Override
        public void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done) {
            if (indexAtOnce) {
                done.run();
            } else {
                indexing.add(done);
            }
        }
    }

    private final class Owner implements LoopOwner {
        @Override
        public void fenced(GuildId guildId, long epoch, long claimed, boolean leaseExpired) {
            ends.add("fenced by " + claimed + (leaseExpired ? " after a pause" : ""));
        }

        @Override
        public void failed(GuildId guildId, RuntimeException cause) {
            ends.add(Objects.toString(cause.getMessage()));
        }
    }
}
