package dev.guildhall.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What one client sent, had answered, and received. Safe for its sender's and its gateway's
/// thread.
final class Journal {

    private final String client;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> sentInSession = new ConcurrentHashMap<>();
    private final List<Session> sessions = new ArrayList<>();

    /// One gateway session, from READY to the end or to the word that the client must identify
    /// again.
    ///
    /// `received` are message ids with their nonces in the order of arrival.
    static final class Session {
        private final List<Received> received = new ArrayList<>();
        private boolean ended;
    }

    record Received(long messageId, String nonce) {}

    Journal(String client) {
        this.client = client;
    }

    String client() {
        return client;
    }

    /// A message is about to be sent for the first time.
    synchronized void sending(String nonce) {
        sentInSession.put(
                nonce, sessions.isEmpty() || sessions.getLast().ended ? -1 : sessions.size() - 1);
    }

    void acknowledged(String nonce, long messageId) {
        acknowledged.put(nonce, messageId);
    }

    /// The guild is there in a new session.
    synchronized void sessionStarted() {
        sessions.add(new Session());
    }

    /// The client was told to identify again.
    synchronized void sessionEnded() {
        if (!sessions.isEmpty()) {
            sessions.getLast().ended = true;
        }
    }

    synchronized void received(long messageId, String nonce) {
        sessions.getLast().received.add(new Received(messageId, nonce));
    }

    synchronized int sessionCount() {
        return sessions.size();
    }

    synchronized boolean hasReceived(long messageId) {
        return !sessions.isEmpty()
                && sessions.getLast().received.stream().anyMatch(r -> r.messageId() == messageId);
    }

    Map<String, Long> acknowledged() {
        return new TreeMap<>(acknowledged);
    }

    /// The messages of session `index` in the order of arrival.
    synchronized List<Received> received(int index) {
        return List.copyOf(sessions.get(index).received);
    }

    synchronized boolean ended(int index) {
        return sessions.get(index).ended;
    }

    /// The nonces first sent while session `index` was there.
    List<String> sentIn(int index) {
        return sentInSession.entrySet().stream()
                .filter(e -> e.getValue() == index)
                .map(Map.Entry::getKey)
                .toList();
    }
}
