package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.aGuild;
import static dev.guildhall.guild.loop.EngineHarness.assertAccepted;
import static dev.guildhall.guild.loop.EngineHarness.assertRefused;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.guild.store.StoreException;
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
