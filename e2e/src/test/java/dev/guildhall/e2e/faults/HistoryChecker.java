package dev.guildhall.e2e.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what clients saw against the history that the guild ended with.
///
/// Checked: every acknowledged message is in the history once, under the id that was answered; no
/// nonce is there twice; no session saw a message twice, out of order, or one that is not in the
/// history; no session missed one between two that it saw, nor, while it was not told to identify
/// again, one after them, nor one that its own client sent in it.
final class HistoryChecker {

    private final List<Stored> history;
    private final Map<Long, Integer> place = new HashMap<>();
    private final Map<String, Long> byNonce = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /// A message of the final history.
    record Stored(long messageId, String nonce) {}

    private HistoryChecker(List<Stored> history) {
        this.history = history;
    }

    /// All faults, as sentences; empty when everything holds. `history` is in the order of ids.
    static List<String> check(List<Stored> history, List<Journal> journals) {
        var checker = new HistoryChecker(history);
        checker.index();
        journals.forEach(checker::check);
        return checker.faults;
    }

    private void index() {
        for (int i = 0; i < history.size(); i++) {
            Stored stored = history.get(i);
            if (i > 0 && history.get(i - 1).messageId() >= stored.messageId()) {
                faults.add(
                        "history: %d is not after the one before it".formatted(stored.messageId()));
            }
            place.put(stored.messageId(), i);
            Long other = byNonce.put(stored.nonce(), stored.messageId());
            if (other != null) {
                faults.add(
                        "history: nonce %s is there twice, as %d and %d"
                                .formatted(stored.nonce(), other, stored.messageId()));
            }
        }
    }

    private void check(Journal journal) {
        journal.acknowledged()
                .forEach((nonce, id) -> {
                    if (!id.equals(byNonce.get(nonce))) {
                        faults.add(
                                "%s: %s was acknowledged as %d and the history has %s"
                                        .formatted(
                                                journal.client(), nonce, id, byNonce.get(nonce)));
                    }
                });
        for (int session = 0; session < journal.sessionCount(); session++) {
            check(journal, session);
        }
    }

    private void check(Journal journal, int session) {
        String where = "%s, session %d".formatted(journal.client(), session);
        Set<Long> seen = new HashSet<>();
        int expected = -1;
        for (Journal.Received received : journal.received(session)) {
            Integer at = place.get(received.messageId());
            if (!seen.add(received.messageId())) {
                faults.add("%s: saw %d twice".formatted(where, received.messageId()));
            } else if (at == null) {
                faults.add(
                        "%s: saw %d, which is not in the history"
                                .formatted(where, received.messageId()));
            } else if (expected >= 0 && at < expected) {
                faults.add("%s: saw %d out of order".formatted(where, received.messageId()));
            } else {
                if (expected >= 0 && at > expected) {
                    faults.add(
                            "%s: missed %d messages before %d"
                                    .formatted(where, at - expected, received.messageId()));
                }
                expected = at + 1;
            }
        }
        if (!journal.ended(session)) {
            checkEnd(journal, session, where, expected, seen);
        }
    }

    private void checkEnd(
            Journal journal, int session, String where, int expected, Set<Long> seen) {
        if (expected >= 0 && expected < history.size()) {
            faults.add(
                    "%s: missed the last %d messages".formatted(where, history.size() - expected));
        }
        for (String nonce : journal.sentIn(session)) {
            Long id = journal.acknowledged().get(nonce);
            if (id != null && !seen.contains(id)) {
                faults.add("%s: did not see its own %d".formatted(where, id));
            }
        }
    }
}
