package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.assertAccepted;
import static dev.guildhall.guild.loop.EngineHarness.assertRefused;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is decided while an append is under way that fails.
class GuildEngineFailedCommitsTest {

    private final EngineHarness guild = aGuild();
    private final FakeEdge edge = new FakeEdge("e1");
    private long seq;

    @BeforeEach
    void attach() {
        guild.put(edge.attach(0, session("s", BOB)));
        guild.run();
        edge.take().received.clear();
        seq = guild.store.stored.seq();
        guild.appendsWait = true;
    }

    @Test
    void aRefusedAppendTakesBackWhatWasDecidedOnTopOfIt() {
        // Given
        var first = sendAWholeAppend();
        var second = sendAWholeAppend();
        guild.store.failure = new StoreException.WriteRefused("disk full", null);

        // When
        guild.run();

        // Then
        first.forEach(EngineHarness::assertRefused);
        second.forEach(EngineHarness::assertRefused);
        assertThat(edge.take().events()).isEmpty();
        assertThat(guild.store.stored.seq()).isEqualTo(seq);
        assertThat(guild.engine.hasRoom()).isTrue();

        // When
        guild.store.failure = null;
        guild.ticker.advanceMs(1_000);
        guild.run();
        var next = sendInItsTurn("next");
        guild.run();

        // Then
        assertAccepted(next, seq + 1);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1);
    }

    @Test
    void whatWasDecidedOnTopOfAnAppendInDoubtIsRefusedThoughThatWasStored() {
        // Given
        guild.store.failure = new StoreException.Unreachable("no node answers", null);
        guild.store.unreadable = guild.store.failure;
        guild.store.losesAnswers = true;
        var first = sendAWholeAppend();
        var second = sendInItsTurn("on top");

        // When
        guild.run();

        // Then
        assertThat(first).noneMatch(CompletableFuture::isDone);
        assertThat(second).isNotDone();

        // When
        guild.store.failure = null;
        guild.store.unreadable = null;
        guild.ticker.advanceMs(1_000);
        guild.run();

        // Then
        assertAccepted(first.getFirst(), seq + 1);
        assertAccepted(first.getLast(), seq + first.size());
        assertRefused(second);
        assertThat(edge.take().durableSeqs()).hasSize(first.size());
    }

    @Test
    void anotherOwnerEndsTheLoopAndEverybodyIsRefused() {
        // Given
        var first = sendAWholeAppend();
        var second = sendInItsTurn("on top");
        guild.store.failure = new StoreException.Fenced(9);

        // When
        guild.run();

        // Then
        assertThat(guild.ends).containsExactly("fenced by 9");
        assertThat(guild.engine.ended()).isTrue();
        first.forEach(EngineHarness::assertRefused);
        assertRefused(second);
        assertThat(edge.take().events()).isEmpty();
    }

    @Test
    void aBugInAnAppendLeavesNobodyWaiting() {
        // Given
        var first = sendAWholeAppend();
        var second = sendInItsTurn("on top");
        guild.store.bug = new IllegalStateException("a bug");
        guild.append();
        var third = guild.send("not decided");

        // When
        assertThatThrownBy(guild::step).isSameAs(guild.store.bug);
        guild.engine.abort();
        guild.work();

        // Then
        first.forEach(EngineHarness::assertRefused);
        assertRefused(second);
        assertRefused(third);
        assertThat(edge.cut).isEqualTo(StreamEnd.UNAVAILABLE);
    }

    @Test
    void whatIsStoredWhenABugEndsTheLoopIsAnsweredSo() {
        // Given
        var underWay = sendInItsTurn("under way");
        guild.put(new Inbound.Continue("bug", _ -> failByABug()));

        // When
        assertThatThrownBy(guild::step).hasMessage("a bug");
        guild.engine.abort();
        guild.work();

        // Then
        assertAccepted(underWay, seq + 1);
        assertThat(guild.store.stored.seq()).isEqualTo(seq + 1);
    }

    @Test
    void whatIsInDoubtWhenABugEndsTheLoopIsRefused() {
        // Given
        guild.store.failure = new StoreException.Unreachable("no node answers", null);
        guild.store.unreadable = guild.store.failure;
        var inDoubt = sendInItsTurn("in doubt");
        guild.run();
        assertThat(inDoubt).isNotDone();
        guild.put(new Inbound.Continue("bug", _ -> failByABug()));

        // When
        assertThatThrownBy(guild::step).hasMessage("a bug");
        guild.engine.abort();
        guild.work();

        // Then
        assertRefused(inDoubt);
    }

    @Test
    void whoCameOnTopOfARefusedAppendIsSeenOnline() {
        // Given
        sendAWholeAppend();
        FakeEdge other = new FakeEdge("e2");
        guild.put(other.attach(0));
        guild.put(other.says(session("t", OWNER)));
        guild.send("too many for the same append");
        guild.step();
        guild.store.failure = new StoreException.WriteRefused("disk full", null);
        guild.run();

        // When
        CompletableFuture<Result> members = new CompletableFuture<>();
        Query all = new Query.ListMembers(null, 100);
        guild.put(new Inbound.Read(Actor.user(OWNER.id()), all, members::complete));
        guild.run();

        // Then
        assertThat(members.getNow(null))
                .isInstanceOfSatisfying(
                        Result.Members.class,
                        page ->
                                assertThat(page.presences())
                                        .extracting(Presence::userId)
                                        .contains(OWNER.id()));
    }

    private static void failByABug() {
        throw new IllegalStateException("a bug");
    }

    /// As many as one append may store, so that what comes after them is in the next.
    private List<CompletableFuture<Answer>> sendAWholeAppend() {
        var answers =
                IntStream.range(0, LoopLimits.defaults().batchItems())
                        .mapToObj(i -> guild.send("m" + i))
                        .toList();
        guild.step();
        return answers;
    }

    private CompletableFuture<Answer> sendInItsTurn(String text) {
        var answer = guild.send(text);
        guild.step();
        return answer;
    }
}
