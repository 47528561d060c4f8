package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The checker finds each kind of fault, and nothing where there is none.
class HistoryCheckerTest {

    private final Journal journal = new Journal("bot");

    @Test
    void aPerfectRunHasNoFaults() {
        // Given
        journal.sessionStarted();
        journal.sending("n2");
        journal.acknowledged("n2", 2);
        receive(1, 2);
        journal.sessionEnded();
        journal.sessionStarted();
        receive(4, 5);

        // Then
        assertThat(check(1, 2, 3, 4, 5)).isEmpty();
    }

    @Test
    void anAcknowledgedMessageThatIsGoneIsFound() {
        journal.acknowledged("n7", 7);
        assertThat(check(1, 2)).singleElement().asString().contains("was acknowledged as 7");
    }

    @Test
    void aDoubleIsFound() {
        // Given
        var history =
                List.of(new HistoryChecker.Stored(1, "n1"), new HistoryChecker.Stored(2, "n1"));

        // Then
        assertThat(HistoryChecker.check(history, List.of()))
                .singleElement()
                .asString()
                .contains("twice");
    }

    @Test
    void aMessageSeenTwiceIsFound() {
        journal.sessionStarted();
        receive(1, 2, 2);
        assertThat(check(1, 2)).singleElement().asString().contains("saw 2 twice");
    }

    @Test
    void messagesOutOfOrderAreFound() {
        journal.sessionStarted();
        receive(2, 1);
        assertThat(check(1, 2)).singleElement().asString().contains("out of order");
    }

    @Test
    void aGapIsFound() {
        journal.sessionStarted();
        receive(1, 3);
        assertThat(check(1, 2, 3))
                .singleElement()
                .asString()
                .contains("missed 1 messages before 3");
    }

    @Test
    void aMissingEndIsFound() {
        journal.sessionStarted();
        receive(1, 2);
        assertThat(check(1, 2, 3)).singleElement().asString().contains("missed the last 1");
    }

    @Test
    void anOwnMessageNeverSeenIsFound() {
        journal.sessionStarted();
        journal.sending("n1");
        journal.acknowledged("n1", 1);
        assertThat(check(1)).singleElement().asString().contains("did not see its own 1");
    }

    @Test
    void aMessageFromNowhereIsFound() {
        journal.sessionStarted();
        receive(1, 9);
        assertThat(check(1)).anyMatch(fault -> fault.contains("not in the history"));
    }

    private void receive(long... ids) {
        LongStream.of(ids).forEach(id -> journal.received(id, "n" + id));
    }

    private List<String> check(long... ids) {
        var history =
                LongStream.of(ids).mapToObj(id -> new HistoryChecker.Stored(id, "n" + id)).toList();
        return HistoryChecker.check(history, List.of(journal));
    }
}
