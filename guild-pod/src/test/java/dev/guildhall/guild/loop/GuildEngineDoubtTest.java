package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.assertAccepted;
import static dev.guildhall.guild.loop.EngineHarness.assertRefused;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Appends whose outcome is not known when they end.
class GuildEngineDoubtTest {

    private static final StoreException SILENT =
            new StoreException.Unreachable("no node answers", null);

    private final EngineHarness guild = aGuild();
    private final FakeEdge edge = new FakeEdge("e1");
    private long seq;

    @BeforeEach
    void attach() {
        guild.put(edge.attach(0, session("s", BOB)));
        guild.run();
        edge.take().received.clear();
        seq = guild.store.stored.seq();
        guild.store.failure = SILENT;
        guild.store.unreadable = SILENT;
    }

    private void storeAnswersAgain() {
        guild.store.failure = null;
        guild.store.unreadable = null;
        guild.ticker.advanceMs(1_000);
        guild.step();
        guild.work();
    }

    @Test
    void nobodyHearsOfABatchUntilTheStoreSaysThatItHasIt() {
        // Given
        guild.store.losesAnswers = true;
        var inDoubt = guild.send("in doubt");
        guild.run();

        // When
        var meanwhile = guild.send("meanwhile");
        guild.run();

        // Then
        assertThat(inDoubt).isNotDone();
        assertRefused(meanwhile);
        assertThat(edge.take().events()).isEmpty();

        // When
        storeAnswersAgain();
        var next = guild.send("next");
        guild.run();

        // Then
        assertAccepted(inDoubt, seq + 1);
        assertAccepted(next, seq + 2);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1, seq + 2);
    }

    @Test
    void aStreamsLaterCommandsAreRefusedBehindTheOneInDoubt() {
        // Given
        FakeEdge other = new FakeEdge("e2");
        guild.store.failure = null;
        guild.put(other.attach(0));
        guild.run();
        other.take().received.clear();
        guild.store.failure = SILENT;
        guild.store.losesAnswers = true;
        guild.put(edge.command(1, Actor.user(OWNER.id()), guild.message("in doubt")));
        guild.run();

        // When
        guild.put(edge.command(2, Actor.user(OWNER.id()), guild.message("behind")));
        guild.put(other.command(1, Actor.user(OWNER.id()), guild.message("elsewhere")));
        guild.run();

        // Then
        assertThat(edge.take().answered()).isEmpty();
        assertThat(other.take().answered()).containsExactly(1L);

        // When
        storeAnswersAgain();

        // Then
        assertThat(edge.take().answered()).containsExactly(1L, 2L);
        assertThat(edge.all(Outbound.Answered.class))
                .extracting(answered -> answered.answer() instanceof Answer.Accepted)
                .containsExactly(true, false);
        assertThat(edge.durableSeqs()).containsExactly(seq + 1);
    }

    @Test
    void aPageThatWasReadBeforeADoubtIsReadAgainAfterIt() {
        // Given
        guild.store.failure = null;
        guild.store.unreadable = null;
        assertThat(page()).isEmpty();
        assertThat(page()).isEmpty();
        guild.store.failure = SILENT;
        guild.store.losesAnswers = true;

        // When
        var inDoubt = guild.send("in doubt");
        guild.run();
        storeAnswersAgain();

        // Then
        assertAccepted(inDoubt, seq + 1);
        assertThat(page()).hasSize(1);
    }

    private List<Message> page() {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Query latest = new Query.ListMessages(guild.channel(), Query.Anchor.LATEST, null, 50);
        guild.put(new Inbound.Read(Actor.user(OWNER.id()), latest, result::complete));
        guild.run();
        return ((Result.Messages) result.join()).messages();
    }

    @Test
    void whoeverLetsTheGuildGoAsksTheStoreOnceMore() {
        // Given
        guild.store.losesAnswers = true;
        var inDoubt = guild.send("in doubt");
        guild.run();
        guild.store.failure = null;
        guild.store.unreadable = null;

        // When
        guild.engine.release(StreamEnd.UNAVAILABLE);
        guild.work();

        // Then
        assertAccepted(inDoubt, seq + 1);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1);
        assertThat(edge.received.getLast()).isEqualTo(new Outbound.Ended(StreamEnd.UNAVAILABLE));
    }

    @Test
    void whoeverLetsTheGuildGoWhileTheStoreIsSilentRefuses() {
        // Given
        var inDoubt = guild.send("in doubt");
        guild.run();

        // When
        guild.engine.release(StreamEnd.UNAVAILABLE);
        guild.work();

        // Then
        assertRefused(inDoubt);
        assertThat(guild.engine.ended()).isTrue();
    }

    @Test
    void aBatchThatTheStoreDoesNotHaveIsRefusedAndItsSeqIsTakenByTheNext() {
        // Given
        var inDoubt = guild.send("in doubt");
        guild.run();
        assertThat(inDoubt).isNotDone();

        // When
        storeAnswersAgain();
        var next = guild.send("next");
        guild.run();

        // Then
        assertRefused(inDoubt);
        assertAccepted(next, seq + 1);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1);
    }

    @Test
    void aDoubtThatIsSettledAtOnceIsAnsweredInTheSameStep() {
        // Given
        guild.store.losesAnswers = true;
        guild.store.unreadable = null;

        // When
        var answer = guild.send("in doubt");
        guild.run();

        // Then
        assertAccepted(answer, seq + 1);
        assertThat(edge.take().durableSeqs()).containsExactly(seq + 1);
    }

    @Test
    void anOwnerThatLearnsInDoubtThatItIsNoneRefusesAndEnds() {
        // Given
        var inDoubt = guild.send("in doubt");
        guild.run();

        // When
        guild.store.unreadable = new StoreException.Fenced(9);
        guild.ticker.advanceMs(1_000);
        guild.run();

        // Then
        assertRefused(inDoubt);
        assertThat(guild.ends).containsExactly("fenced by 9");
        assertThat(guild.engine.ended()).isTrue();
        assertThat(edge.take().events()).isEmpty();
    }
}
