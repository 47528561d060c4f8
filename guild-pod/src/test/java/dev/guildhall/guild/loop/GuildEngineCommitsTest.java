package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.assertAccepted;
import static dev.guildhall.guild.loop.EngineHarness.messageId;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
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
    void theLoopWaitsWhenManyReadsWait() {
        // Given
        sendInItsTurn("under way");
        int reads = 2 * LoopLimits.defaults().batchItems();

        // When
        IntStream.range(0, reads - 3).forEach(_ -> read());
        guild.step();
        assertThat(guild.engine.hasRoom()).isTrue();
        var last = read();
        guild.step();

        // Then
        assertThat(guild.engine.hasRoom()).isFalse();
        assertThat(last).isNotDone();

        // When
        guild.run();

        // Then
        assertThat(guild.engine.hasRoom()).isTrue();
        assertThat(last.getNow(null)).isInstanceOf(Result.Messages.class);
    }

    @Test
    void theLoopIsWokenWhenAnAppendEnds() {
        // Given
        sendInItsTurn("under way");
        int before = guild.wakes;

        // When
        guild.append();

        // Then
        assertThat(guild.wakes).isEqualTo(before + 1);
    }

    @Test
    void aReadThatWasAllowedByWhatIsNotStoredYetWaitsForIt() {
        // Given
        sendInItsTurn("stored?");
        var read = read();

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

    private CompletableFuture<Result> read() {
        CompletableFuture<Result> read = new CompletableFuture<>();
        Query latest = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(OWNERS, latest, read::complete));
        return read;
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
