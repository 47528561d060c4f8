package dev.guildhall.edge.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// The last dispatches of a session, for a resume. Bounded by count and by bytes; most bytes are
/// shared with other sessions' rings, so the bound is on what they could take.
///
/// Dispatches come with a growing `s`. Not safe for threads: the session's owner alone uses it.
final class ReplayRing {

    private final ArrayDeque<Kept> dispatches = new ArrayDeque<>();
    private final int maxDispatches;
    private final long maxBytes;
    private long bytes;

    /// Everything up to here is gone.
    private long floor;

    /// `floor` is the `s` of READY: who does not have that has no session.
    ReplayRing(int maxDispatches, long maxBytes, long floor) {
        this.maxDispatches = maxDispatches;
        this.maxBytes = maxBytes;
        this.floor = floor;
    }

    /// Adds a dispatch; true when older ones had to go.
    boolean add(Kept dispatch) {
        dispatches.addLast(dispatch);
        bytes += dispatch.bytes();
        boolean evicted = false;
        while (dispatches.size() > maxDispatches || bytes > maxBytes) {
            dropFirst();
            evicted = true;
        }
        return evicted;
    }

    /// The client has everything up to `s`; it will not ask for it again.
    void acknowledge(long s) {
        while (!dispatches.isEmpty() && dispatches.getFirst().s() <= s) {
            dropFirst();
        }
    }

    /// What came after `s`, in order; empty when some of it is gone.
    Optional<List<Kept>> after(long s) {
        if (s < floor) {
            return Optional.empty();
        }
        return Optional.of(dispatches.stream().filter(d -> d.s() > s).toList());
    }

    /// Everything up to this `s` is gone.
    long floor() {
        return floor;
    }

    long bytes() {
        return bytes;
    }

    private void dropFirst() {
        Kept first = dispatches.removeFirst();
        bytes -= first.bytes();
        floor = first.s();
    }
}
