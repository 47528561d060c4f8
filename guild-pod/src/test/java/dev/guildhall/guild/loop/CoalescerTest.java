package dev.guildhall.guild.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private final Coalescer<String, Integer> coalescer = new Coalescer<>(threads::add, 1, 4);
    private final List<Integer> answers = new ArrayList<>();
    private int works;

    @Test
    void equalReadsAreMadeOnceAndOthersByThemselves() {
        // Given
        read("a", 5);
        read("a", 7);
        read("b", 5);

        // When
        runAll();

        // Then
        assertThat(answers).containsExactly(1, 1, 2);
    }

    @Test
    void aRunningReadAnswersWhoNeedsNothingNewer() {
        // Given
        coalescer.read("a", 5, () -> whileItRuns(() -> read("a", 5)), answers::add);

        // When
        runAll();

        // Then
        assertThat(answers).containsExactly(1, 1);
    }

    @Test
    void whoNeedsSomethingNewerWaitsForTheNext() {
        // Given
        coalescer.read("a", 5, () -> whileItRuns(() -> read("a", 6)), answers::add);

        // When
        runAll();

        // Then
        assertThat(answers).containsExactly(1, 2);
    }

    @Test
    void whatHasNoSeqIsNeverAnsweredByARunningRead() {
        // Given
        coalescer.read(
                "a",
                Coalescer.NOW,
                () -> whileItRuns(() -> read("a", Coalescer.NOW)),
                answers::add);

        // When
        runAll();

        // Then
        assertThat(answers).containsExactly(1, 2);
    }

    @Test
    void aReadThatEndedAnswersNobodyElse() {
        // Given
        read("a", 5);
        runAll();

        // When
        read("a", 5);
        runAll();

        // Then
        assertThat(answers).containsExactly(1, 2);
    }

    @Test
    void moreThanMayWaitAreRefusedUntilSomeWereAnswered() {
        // Given
        for (int i = 0; i < 4; i++) {
            assertThat(read("a", i)).isTrue();
        }

        // When, Then
        assertThat(read("a", 4)).isFalse();
        runAll();
        assertThat(read("a", 4)).isTrue();
    }

    private boolean read(String key, long asOf) {
        return coalescer.read(key, asOf, () -> whileItRuns(() -> {}), answers::add);
    }

    private int whileItRuns(Runnable meanwhile) {
        works++;
        int work = works;
        meanwhile.run();
        return work;
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
