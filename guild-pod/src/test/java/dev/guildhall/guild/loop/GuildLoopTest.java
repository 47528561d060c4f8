package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.FakeTicker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuildLoopTest {

    private static final int INBOX = 20;
    private static final Actor OWNERS = Actor.user(OWNER.id());

    private final EngineHarness guild = EngineHarness.aGuild();
    private final FakeGuildStore store = guild.store;
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GuildLoop loop = start();

    @AfterEach
    void stop() {
        store.open();
        loop.release(StreamEnd.UNAVAILABLE).join();
    }

    @Test
    void theLoopHasAThreadOfItsOwn() {
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(t -> t.getName().equals("guild-1000") && !t.isVirtual());
    }

    @Test
    void beyondTheInboxCommandsAndReadsAreRefused() {
        // Given: the loop is in an append
        store.block();
        CompletableFuture<Answer> first = call();
        await().until(() -> store.blocked);

        // When
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < INBOX + 5; i++) {
            calls.add(call());
        }
        CompletableFuture<Result> read = new CompletableFuture<>();
        loop.read(OWNERS, new Query.GetGuild(), read::complete);

        // Then
        assertThat(calls.subList(INBOX, INBOX + 5)).allMatch(GuildLoopTest::overloaded);
        assertThat(read.join())
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        r -> assertThat(r.rejection().reason()).isEqualTo(Reason.OVERLOADED));
        assertThat(
                        registry.get("guild_loop_bound_hits_total")
                                .tag("bound", "inbox_items")
                                .counter()
                                .count())
                .isEqualTo(6);

        // When
        store.open();

        // Then
        assertThat(first.join()).isInstanceOf(Answer.Accepted.class);
        assertThat(calls.subList(0, INBOX))
                .allMatch(call -> call.join() instanceof Answer.Accepted);
        assertThat(store.appends).isLessThan(INBOX);
    }

    @Test
    void beyondTheInboxCommandsAreRefusedThoughTheLoopGoesOnDuringAnAppend() {
        // Given: an append of the second thread is under way
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean underWay = new AtomicBoolean();
        store.block();
        call();
        await().until(() -> store.blocked);
        store.meanwhile =
                () -> {
                    if (Thread.currentThread().getName().startsWith("guild-appends")) {
                        underWay.set(true);
                        awaitUninterruptibly(end);
                    }
                };
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < INBOX; i++) {
            calls.add(call());
        }
        store.open();
        await().untilTrue(underWay);

        // When
        await("a refusal")
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    calls.add(call());
                    return overloaded(calls.getLast());
                });
        end.countDown();

        // Then
        assertThat(calls.subList(0, calls.size() - 1))
                .allMatch(call -> call.join() instanceof Answer.Accepted);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void onlyUnderLoadAppendsHaveAThreadOfTheirOwn() {
        // Given: the loop is in an append
        store.block();
        CompletableFuture<Answer> first = call();
        await().until(() -> store.blocked);

        // When
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < INBOX; i++) {
            calls.add(call());
        }
        store.open();
        calls.forEach(CompletableFuture::join);

        // Then
        assertThat(first.join()).isInstanceOf(Answer.Accepted.class);
        assertThat(store.appendedBy).containsSubsequence("guild-1000", "guild-appends-1000");
    }

    @Test
    void whoComesAfterTheEndIsRefused() {
        // When
        loop.release(StreamEnd.NOT_THE_OWNER).join();

        // Then
        assertThat(loop.ended()).isTrue();
        assertThat(store.closed).isTrue();
        assertThat(call().join()).isInstanceOf(Answer.Rejected.class);
        FakeEdge edge = new FakeEdge("e1");
        loop.attach(edge.attachment, new Hello("e1", 0, List.of()));
        assertThat(edge.take().received).containsExactly(new Outbound.Ended(StreamEnd.UNAVAILABLE));
    }

    @Test
    void aBugEndsTheLoopAndNobodyWaitsForEver() {
        // Given
        FakeEdge edge = new FakeEdge("e1");
        loop.attach(edge.attachment, new Hello("e1", 0, List.of()));
        await().until(() -> loop.stats().streams() == 1);
        store.bug = new IllegalStateException("a bug");

        // When
        CompletableFuture<Answer> answer = call();

        // Then
        assertThat(answer.join()).isInstanceOf(Answer.Rejected.class);
        await().until(() -> loop.ended());
        assertThat(failures).containsExactly(store.bug);
        assertThat(edge.cut).isEqualTo(StreamEnd.UNAVAILABLE);
    }

    private CompletableFuture<Answer> call() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Command message =
                new Command.CreateMessage(
                        store.stored.channels().iterator().next().id(),
                        "hello",
                        List.of(),
                        false,
                        0,
                        null,
                        false,
                        null,
                        true,
                        null);
        loop.call(OWNERS, message, answer::complete);
        return answer;
    }

    private static boolean overloaded(CompletableFuture<Answer> call) {
        return call.getNow(null) instanceof Answer.Rejected rejected
                && rejected.rejection().reason() == Reason.OVERLOADED;
    }

    private GuildLoop start() {
        FakeTicker ticker = new FakeTicker();
        LoopLimits d = LoopLimits.defaults();
        LoopLimits limits =
                new LoopLimits(
                        INBOX,
                        d.batchItems(),
                        d.batchBytes(),
                        d.streams(),
                        d.streamBytes(),
                        d.tailEntries(),
                        d.parkedCommands(),
                        d.viewMembers(),
                        d.concurrentReads(),
                        d.waitingReads());
        return GuildLoop.start(
                new LoopSetup(
                        EngineHarness.GUILD,
                        2,
                        store,
                        ticker,
                        new PodIds(ticker, 1),
                        task -> Thread.ofVirtual().start(task),
                        new NoIndex(),
                        new Owner(),
                        new LoopMetrics(registry),
                        limits,
                        LoopTimes.defaults()));
    }

    private final class Owner implements LoopOwner {
        @Override
        public void fenced(GuildId guildId, long epoch, long claimedEpoch, boolean paused) {}

        @Override
        public void failed(GuildId guildId, RuntimeException cause) {
            failures.add(cause);
        }
    }
}
