package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.assertAccepted;
import static dev.guildhall.guild.loop.EngineHarness.assertRefused;
import static dev.guildhall.guild.loop.EngineHarness.messageId;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is decided while an append is under way.
class GuildEngineCommitsTest {

    private static final Actor OWNERS = Actor.user(OWNER.id());

    private final EngineHarness guild = aGuild();
    private final FakeEdge edge = new FakeEdge("e1");
    private long seq;
    private int appends;

    @BeforeEach
    void attach() {
        guild.put(edge.attach(0, session("s", BOB)));
        guild.run();
        edge.take().received.clear();
        seq = guild.store.stored.seq();
        appends = guild.store.appends;
        guild.appendsWait = true;
    }

    @Test
    void whatIsDecidedMeanwhileIsAppendedAtOnceAndLeavesInItsOrder() {
        // Given
        var first = sendInItsTurn("first");
        var second = sendInItsTurn("second");
        var third = sendInItsTurn("third");

        // When
        guild.work();

        // Then
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);
        assertThat(edge.take().events()).isEmpty();
        assertThat(guild.store.stored.seq()).isEqualTo(seq);

        // When
        guild.run();

        // Then
        assertThat(guild.store.appends).isEqualTo(appends + 1);
        assertAccepted(first, seq + 1);
        assertAccepted(second, seq + 2);
        assertAccepted(third, seq + 3);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1, seq + 2, seq + 3);
    }

    @Test
    void anAppendIsNoLargerThanABatchMayBe() {
        // Given
        int events = LoopLimits.defaults().batchItems();
        IntStream.range(0, events - 1).forEach(i -> guild.send("m" + i));
        guild.step();

        // When
        guild.send("one");
        guild.send("too many");
        guild.step();
        guild.run();

        // Then
        assertThat(guild.store.appends).isEqualTo(appends + 2);
        assertThat(guild.store.stored.seq()).isEqualTo(seq + events + 1);
    }

    @Test
    void theLoopWaitsWhenABatchIsFullOfWhatWaits() {
        // Given
        IntStream.range(0, LoopLimits.defaults().batchItems() - 1)
                .forEach(i -> guild.send("m" + i));
        guild.step();
        assertThat(guild.engine.hasRoom()).isTrue();

        // When
        guild.send("the last");
        guild.step();

        // Then
        assertThat(guild.engine.hasRoom()).isFalse();
        assertThat(guild.registry.get("guild_loop_append_waits_total").counter().count()).isOne();

        // When
        guild.append();

        // Then
        assertThat(guild.engine.hasRoom()).isTrue();
    }

    @Test
    void aReadThatWasAllowedByWhatIsNotStoredYetWaitsForIt() {
        // Given
        sendInItsTurn("stored?");
        CompletableFuture<Result> read = new CompletableFuture<>();
        Query latest = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(OWNERS, latest, read::complete));

        // When
        guild.step();
        guild.work();

        // Then
        assertThat(read).isNotDone();
        guild.run();
        assertThat(read.getNow(null))
                .isInstanceOfSatisfying(
                        Result.Messages.class, page -> assertThat(page.messages()).hasSize(1));
    }

    @Test
    void aRepeatedNonceIsAnsweredAfterTheMessageThatHasIt() {
        // Given
        var first = callInItsTurn(withNonce());
        var again = callInItsTurn(withNonce());
        guild.work();
        assertThat(again).isNotDone();

        // When
        guild.run();

        // Then
        assertThat(guild.store.stored.seq()).isEqualTo(seq + 1);
        assertThat(messageId(again.getNow(null))).isEqualTo(messageId(first.getNow(null)));
    }

    @Test
    void aRefusedAppendTakesBackWhatWasDecidedOnTopOfIt() {
        // Given
        var first = sendAWholeAppend();
        var second = sendInItsTurn("on top");
        guild.store.failure = new StoreException.WriteRefused("disk full", null);

        // When
        guild.run();

        // Then
        first.forEach(EngineHarness::assertRefused);
        assertRefused(second);
        assertThat(edge.take().events()).isEmpty();
        assertThat(guild.store.stored.seq()).isEqualTo(seq);

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
    void whoeverLetsTheGuildGoStoresWhatWasDecided() {
        // Given
        var first = sendInItsTurn("first");

        // When
        guild.engine.release(StreamEnd.UNAVAILABLE);
        guild.work();

        // Then
        assertAccepted(first, seq + 1);
        edge.take();
        assertThat(edge.durableSeqs()).containsExactly(seq + 1);
        assertThat(edge.received.getLast()).isEqualTo(new Outbound.Ended(StreamEnd.UNAVAILABLE));
    }

    @Test
    void anOwnerWhoseTermIsOverWaitsForTheAppendThatProvesIt() {
        // Given
        var first = sendInItsTurn("first");
        int renewals = guild.store.renewals;
        guild.ticker.advanceMs(LoopTimes.defaults().leaseTermMs());

        // When
        guild.step();
        guild.work();

        // Then
        assertAccepted(first, seq + 1);
        assertThat(guild.store.renewals).isEqualTo(renewals);
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
        return callInItsTurn(guild.message(text));
    }

    private CompletableFuture<Answer> callInItsTurn(Command command) {
        var answer = guild.call(OWNERS, command);
        guild.step();
        return answer;
    }

    private Command withNonce() {
        return new Command.CreateMessage(
                guild.channel(), "once", List.of(), false, 0, "nonce", true, null, true, null);
    }
}
