package dev.guildhall.edge.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What the cache asks, and how long it believes an answer.
class RecentValuesTest {

    private final FakeTicker ticker = new FakeTicker();
    private final RecentValues<String, Optional<String>> values =
            new RecentValues<>(ticker, 2, 5_000, Optional::isPresent);
    private final List<CompletableFuture<Optional<String>>> asked = new ArrayList<>();

    @Test
    void equalQuestionsAtTheSameTimeAreAskedOnce() {
        // Given
        var one = get("a");
        var two = get("a");
        // When
        asked.getFirst().complete(Optional.of("A"));
        // Then
        assertThat(asked).hasSize(1);
        assertThat(one).isCompletedWithValue(Optional.of("A"));
        assertThat(two).isCompletedWithValue(Optional.of("A"));
    }

    @Test
    void answerHoldsUntilItsTime() {
        // Given
        var _ = get("a");
        asked.getFirst().complete(Optional.of("A"));
        // When
        ticker.advanceMs(4_999);
        var _ = get("a");
        assertThat(asked).hasSize(1);
        ticker.advanceMs(1);
        var _ = get("a");
        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void failuresAndUnwantedAnswersAreNotKept() {
        // Given
        var failed = get("a");
        asked.getFirst().completeExceptionally(new IllegalStateException("no"));
        assertThat(failed).isCompletedExceptionally();
        // When
        var _ = get("a");
        asked.get(1).complete(Optional.empty());
        var _ = get("a");
        // Then
        assertThat(asked).hasSize(3);
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        // Given
        for (String key : List.of("a", "b", "a", "c")) {
            var _ = get(key);
            asked.getLast().complete(Optional.of(key));
        }
        assertThat(asked).hasSize(3);
        // When
        var _ = get("a");
        assertThat(asked).hasSize(3);
        var _ = get("b");
        // Then
        assertThat(asked).hasSize(4);
    }

    @Test
    void callerCannotSpoilWhatOthersGet() {
        // Given
        var one = get("a");
        var two = get("a");
        // When
        one.complete(Optional.of("forged"));
        asked.getFirst().complete(Optional.of("A"));
        // Then
        assertThat(two).isCompletedWithValue(Optional.of("A"));
    }

    private CompletableFuture<Optional<String>> get(String key) {
        return values.get(
                key,
                _ -> {
                    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
                    asked.add(answer);
                    return answer;
                });
    }
}
