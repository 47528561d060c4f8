package dev.guildhall.edge.session;

import dev.guildhall.edge.relay.Dispatch;
import java.util.ArrayDeque;
import java.util.List;

/// What a resumed session is still to be given, in order: what it missed, RESUMED, and what has
/// happened since. It is handed over as the client takes it, so a replay never fills the wire.
///
/// All of it but RESUMED lies in the session's ring too; see [#reachesBackTo(long)]. Owned by the
/// session.
final class CatchUp {

    private final ArrayDeque<Kept> waiting;

    CatchUp(List<Kept> missed, Kept resumed) {
        waiting = new ArrayDeque<>(missed);
        waiting.addLast(resumed);
    }

    /// Something new happened: it comes after all that waits.
    void add(Kept dispatch) {
        waiting.addLast(dispatch);
    }

    /// The next one; there is one until [#isDone()].
    Dispatch take() {
        return waiting.removeFirst().dispatch();
    }

    boolean isDone() {
        return waiting.isEmpty();
    }

    /// Whether the ring, from which all up to `floor` is gone, still holds everything that waits:
    /// only then could another resume go on from here.
    boolean reachesBackTo(long floor) {
        return waiting.isEmpty() || waiting.getFirst().s() > floor;
    }
}
