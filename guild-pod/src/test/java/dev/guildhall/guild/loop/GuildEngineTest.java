package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.messageId;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static dev.guildhall.guild.loop.EngineHarness.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GuildEngineTest {

    private static final Actor OWNERS = Actor.user(OWNER.id());

    @Test
    void oneAppendStoresABatchAndAnswersComeAfterIt() {
        // Given
        EngineHarness guild = aGuild();
        int before = guild.store.appends;

        // When
        List<CompletableFuture<Answer>> answers =
                LongStream.range(0, 20).mapToObj(i -> guild.send("m" + i)).toList();
        guild.step();

        // Then
        assertThat(guild.store.appends).isEqualTo(before + 1);
        assertThat(guild.store.messages).hasSize(20);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        guild.work();
        assertThat(answers).allMatch(answer -> answer.join() instanceof Answer.Accepted);
    }

    @Test
    void aCommandSeesTheOnesBeforeItInTheSameBatch() {
        // Given
        EngineHarness guild = aGuild();

        // When
        var add = guild.call(Actor.systemActor(), new Command.AddMember(user(9, "eve"), List.of()));
        var send = guild.call(Actor.user(user(9, "eve").id()), guild.message("hi"));
        guild.run();

        // Then
        assertThat(add.join()).isInstanceOf(Answer.Accepted.class);
        assertThat(send.join()).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void aRefusedAppendIsUndoneAndTheGuildServesReadsUntilTheStoreTakesWrites() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0, session("s", BOB)));
        guild.run();
        edge.take().received.clear();
        long seq = guild.store.stored.seq();
        guild.store.failure = new StoreException.WriteRefused("disk full", null);

        // When
        var lost = guild.send("lost");
        guild.put(edge.command(7, OWNERS, guild.message("lost too")));
        guild.run();

        // Then
        assertRefused(lost, Reason.GUILD_UNAVAILABLE);
        assertThat(edge.take().answered()).containsExactly(7L);
        assertThat(edge.events()).isEmpty();
        assertThat(guild.store.stored.seq()).isEqualTo(seq);

        // When
        var refused = guild.send("refused at once");
        var read = read(guild);
        var typing = guild.call(OWNERS, new Command.StartTyping(guild.channel()));
        guild.run();

        // Then
        assertRefused(refused, Reason.GUILD_UNAVAILABLE);
        assertThat(read.join()).isInstanceOf(Result.Messages.class);
        assertThat(typing.join()).isInstanceOf(Answer.Accepted.class);
        assertThat(guild.engine.stats().online()).isEqualTo(1);

        // When
        guild.store.failure = null;
        guild.ticker.advanceMs(1_000);
        guild.step();
        var stored = guild.send("stored");
        guild.run();

        // Then
        assertThat(stored.join())
                .isInstanceOfSatisfying(
                        Answer.Accepted.class, a -> assertThat(a.seq()).isEqualTo(seq + 1));
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1);
    }

    @Test
    void aFencedOwnerAnswersNobodyAndEnds() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0));
        guild.run();
        guild.store.failure = new StoreException.Fenced(9);

        // When
        var answer = guild.send("late");
        guild.run();

        // Then
        assertRefused(answer, Reason.GUILD_UNAVAILABLE);
        assertThat(guild.ends).containsExactly("fenced by 9");
        assertThat(guild.engine.ended()).isTrue();
        assertThat(edge.take().received.getLast())
                .isEqualTo(new Outbound.Ended(StreamEnd.NOT_THE_OWNER));
    }

    @Test
    void answersOfAStreamKeepTheirOrderWhileACommandWaitsForItsMessage() {
        // Given: a state that holds no messages
        EngineHarness first = aGuild();
        var sent = first.send("before the restart");
        first.run();
        MessageId old = messageId(sent.join());
        EngineHarness guild = EngineHarness.over(first.store);
        FakeEdge edge = new FakeEdge("e1");
        FakeEdge other = new FakeEdge("e2");
        guild.put(edge.attach(0));
        guild.put(other.attach(0));
        guild.run();

        // When
        guild.put(edge.command(1, OWNERS, guild.edit(old, "edited")));
        guild.put(edge.command(2, OWNERS, guild.message("after")));
        guild.put(edge.command(3, OWNERS, guild.edit(old, "edited again")));
        guild.put(other.command(4, OWNERS, guild.message("on another stream")));
        guild.step();

        // Then
        assertThat(edge.take().answered()).isEmpty();
        assertThat(edge.consumed).isZero();
        assertThat(other.take().answered()).containsExactly(4L);
        guild.run();
        assertThat(edge.take().answered()).containsExactly(1L, 2L, 3L);
        assertThat(edge.consumed).isEqualTo(3);
        assertThat(guild.store.messages.get(old).content()).isEqualTo("edited again");
    }

    @Test
    void anEdgeThatComesBackGetsWhatItMissedOnce() {
        // Given
        EngineHarness guild = aGuild();
        long seen = guild.store.stored.seq();
        guild.send("missed 1");
        guild.send("missed 2");
        guild.run();
        FakeEdge edge = new FakeEdge("e1");

        // When: events go on while the tail is read
        guild.put(edge.attach(seen));
        guild.step();
        guild.send("live");
        guild.run();

        // Then
        Outbound first = edge.take().received.getFirst();
        assertThat(first)
                .isInstanceOfSatisfying(
                        Outbound.Attached.class,
                        attached -> {
                            assertThat(attached.seq()).isEqualTo(seen + 2);
                            assertThat(attached.reset()).isFalse();
                        });
        assertThat(edge.durableSeqs()).containsExactly(seen + 1, seen + 2, seen + 3);
    }

    @Test
    void anEdgeWhoseTailIsGoneIsTold() {
        // Given
        EngineHarness guild = aGuild();
        guild.send("gone");
        guild.run();
        guild.store.keptFrom = guild.store.stored.seq();

        // When
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(1));
        guild.run();

        // Then
        assertThat(edge.take().all(Outbound.Attached.class))
                .singleElement()
                .matches(Outbound.Attached::reset);
        assertThat(edge.events()).isEmpty();
    }

    @Test
    void aSlowEdgeIsCutOffAndNobodyElse() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge slow = new FakeEdge("slow", 5_000);
        FakeEdge good = new FakeEdge("good");
        guild.put(slow.attach(0));
        guild.put(good.attach(0));
        guild.run();

        // When
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            guild.send("x".repeat(500));
            guild.run();
            good.take();
            expected.add(guild.store.stored.seq());
        }

        // Then
        assertThat(slow.cut).isEqualTo(StreamEnd.TOO_SLOW);
        assertThat(slow.attachment.poll()).isNull();
        assertThat(good.cut).isNull();
        assertThat(good.durableSeqs()).isEqualTo(expected);
        assertThat(guild.boundHits("stream_bytes")).isEqualTo(1);
    }

    @Test
    void sessionsOutliveABrokenStreamForTheGraceOnly() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge watcher = new FakeEdge("watcher");
        FakeEdge first = new FakeEdge("e1");
        guild.put(watcher.attach(0));
        guild.put(first.attach(0, session("bobs", BOB), session("owners", OWNER)));
        guild.run();
        watcher.take().received.clear();

        // When
        guild.put(new Inbound.Detached(first.attachment));
        guild.run();
        guild.ticker.advanceMs(4_000);
        FakeEdge again = new FakeEdge("e1");
        guild.put(again.attach(guild.store.stored.seq(), session("bobs", BOB)));
        guild.run();
        guild.ticker.advanceMs(6_000);
        guild.run();

        // Then: the owner's did not come again, Bob's did
        assertThat(watcher.take().events())
                .singleElement()
                .extracting(Sequenced::event)
                .isInstanceOfSatisfying(
                        Event.PresenceChanged.class,
                        changed -> {
                            assertThat(changed.presence().userId()).isEqualTo(OWNER.id());
                            assertThat(changed.presence().status())
                                    .isEqualTo(Presence.Status.OFFLINE);
                        });

        // When
        guild.put(new Inbound.Detached(again.attachment));
        guild.run();
        guild.ticker.advanceMs(5_000);
        guild.run();

        // Then
        assertThat(guild.engine.stats().online()).isZero();
        assertThat(guild.engine.stats().sizes().sessions()).isZero();
    }

    @Test
    void aViewHoldsWhoIsOnlineAtItsPlaceInTheStream() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0));
        guild.run();
        guild.put(edge.says(session("owners", OWNER)));
        guild.step();

        // When: Bob comes while the owner's view is read
        guild.put(edge.says(session("bobs", BOB)));
        guild.send("meanwhile");
        guild.run();

        // Then
        assertThat(edge.take().all(Outbound.SessionOpened.class)).hasSize(2);
        Outbound.SessionOpened owners = edge.all(Outbound.SessionOpened.class).getFirst();
        assertThat(owners.sessionId()).isEqualTo(new SessionId("owners"));
        assertThat(owners.view()).isNotNull();
        assertThat(owners.view().presences()).extracting(Presence::userId).contains(OWNER.id());
        boolean bobInView =
                owners.view().presences().stream().anyMatch(p -> p.userId().equals(BOB.id()));
        int view = edge.received.indexOf(owners);
        boolean bobAfterView =
                edge.received.subList(view, edge.received.size()).stream()
                        .anyMatch(FakeEdgeFrames::showsBob);
        assertThat(bobInView || bobAfterView).isTrue();
    }

    @Test
    void aSessionOfSomebodyWhoIsNoMemberIsRefused() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0));

        // When
        guild.put(edge.says(session("strangers", user(77, "stranger"))));
        guild.run();

        // Then
        assertThat(edge.take().all(Outbound.SessionOpened.class))
                .singleElement()
                .satisfies(opened -> assertThat(opened.refused()).isNotNull());
        assertThat(guild.engine.stats().sizes().sessions()).isZero();
    }

    @Test
    void anAnswerWaitsForTheIndexesAndWhatFollowsWaitsBehindIt() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0));
        guild.run();
        guild.indexAtOnce = false;

        // When
        Command add = new Command.AddMember(user(9, "eve"), List.of());
        guild.put(edge.command(1, Actor.systemActor(), add));
        guild.put(edge.command(2, OWNERS, guild.message("after")));
        guild.run();

        // Then
        assertThat(edge.take().answered()).isEmpty();
        assertThat(edge.durableSeqs()).hasSize(2);
        guild.indexing.remove().run();
        guild.run();
        assertThat(edge.take().answered()).containsExactly(1L, 2L);
    }

    @Test
    void equalReadsAtOnceAreMadeOnce() {
        // Given
        EngineHarness guild = aGuild();
        guild.send("hello");
        guild.run();
        int before = guild.store.listings;

        // When
        List<CompletableFuture<Result>> reads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            reads.add(read(guild));
        }
        guild.run();

        // Then
        assertThat(guild.store.listings).isEqualTo(before + 1);
        assertThat(reads)
                .allMatch(r -> r.join() instanceof Result.Messages m && m.messages().size() == 1);
    }

    @Test
    void aCommandThatCameWhileTheInboxWasFullIsRefusedInItsTurn() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge edge = new FakeEdge("e1");
        guild.put(edge.attach(0));

        // When
        guild.put(edge.command(1, OWNERS, guild.message("fine")));
        var late = new StreamFrame.StreamCommand(2, OWNERS, guild.message("too much"));
        guild.put(new Inbound.FromEdge(edge.attachment, late, true));
        guild.run();

        // Then
        assertThat(edge.take().answered()).containsExactly(1L, 2L);
        assertThat(edge.all(Outbound.Answered.class).getLast().answer())
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        r -> assertThat(r.rejection().reason()).isEqualTo(Reason.OVERLOADED));
    }

    @Test
    void theSameEdgeReplacesItsOldStream() {
        // Given
        EngineHarness guild = aGuild();
        FakeEdge old = new FakeEdge("e1");
        FakeEdge fresh = new FakeEdge("e1");
        guild.put(old.attach(0, session("bobs", BOB)));
        guild.run();

        // When
        guild.put(fresh.attach(guild.store.stored.seq(), session("bobs", BOB)));
        guild.run();

        // Then
        assertThat(old.cut).isEqualTo(StreamEnd.REPLACED);
        assertThat(guild.engine.stats().streams()).isEqualTo(1);
        assertThat(guild.engine.stats().online()).isEqualTo(1);
    }

    @Test
    void eachKindOfMessageIsMeasured() {
        // Given
        EngineHarness guild = aGuild();

        // When
        guild.send("one");
        guild.send("two");
        guild.run();

        // Then
        assertThat(
                        guild.registry
                                .get("guild_loop_message_seconds")
                                .tag("kind", "CreateMessage")
                                .timer()
                                .count())
                .isEqualTo(2);
        assertThat(guild.registry.find("guild_loop_message_min_seconds").gauges()).isNotEmpty();
        assertThat(guild.registry.find("guild_loop_message_avg_seconds").gauges()).isNotEmpty();
    }

    private static CompletableFuture<Result> read(EngineHarness guild) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Query list = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(OWNERS, list, result::complete));
        return result;
    }

    private static void assertRefused(CompletableFuture<Answer> answer, Reason reason) {
        assertThat(answer.join())
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(reason));
    }

    /// Looks into frames.
    private static final class FakeEdgeFrames {
        static boolean showsBob(Outbound frame) {
            return frame instanceof Outbound.Events events
                    && events.events().stream()
                            .anyMatch(e ->
                                    e.event() instanceof Event.PresenceChanged(Presence presence)
                                            && presence.userId().equals(BOB.id()));
        }
    }
}
