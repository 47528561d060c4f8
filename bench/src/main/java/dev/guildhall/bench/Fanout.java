package dev.guildhall.bench;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Follows messages from the sending to the answer and to the last of `sessions` that gets them.
///
/// A message's content starts with its number; the times are kept by that number until all sessions
/// had it.
final class Fanout {

    private final int sessions;
    private final ConcurrentHashMap<Long, Flight> flights = new ConcurrentHashMap<>();
    final Latencies toAnswer = new Latencies();
    final Latencies toLast = new Latencies();

    private record Flight(long sentAt, AtomicInteger missing) {}

    Fanout(int sessions) {
        this.sessions = sessions;
    }

    void sent(long number) {
        flights.put(number, new Flight(System.nanoTime(), new AtomicInteger(sessions)));
    }

    void answered(long number, long sentAt) {
        toAnswer.add(System.nanoTime() - sentAt);
    }

    /// A message was not sent after all.
    void forget(long number) {
        flights.remove(number);
    }

    void received(long number) {
        Flight flight = flights.get(number);
        if (flight != null && flight.missing().decrementAndGet() == 0) {
            toLast.add(System.nanoTime() - flight.sentAt());
            flights.remove(number);
        }
    }

    /// How many messages some session has not had yet.
    int missing() {
        return flights.size();
    }
}
