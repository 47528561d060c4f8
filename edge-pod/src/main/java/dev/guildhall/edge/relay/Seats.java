package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.relay.Seat.Happening;
import dev.guildhall.edge.relay.Seat.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sessions of one relay, in the order of their coming. The relay's thread only.
final class Seats {

    private final SequencedMap<SessionId, Seat> waiting = new LinkedHashMap<>();
    private final Map<SessionId, Seat> opening = new LinkedHashMap<>();
    private final Map<SessionId, Seat> open = new LinkedHashMap<>();
    private final SequenceSource sequences;
    private final int maxHeld;

    Seats(SequenceSource sequences, int maxHeld) {
        this.sequences = sequences;
        this.maxHeld = maxHeld;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && opening.isEmpty() && open.isEmpty();
    }

    @Nullable Seat get(SessionId sessionId) {
        Seat seat = open.get(sessionId);
        if (seat == null) {
            seat = opening.get(sessionId);
        }
        return seat == null ? waiting.get(sessionId) : seat;
    }

    @Nullable Seat opening(SessionId sessionId) {
        return opening.get(sessionId);
    }

    /// Those with the view, as a copy.
    List<Seat> open() {
        return List.copyOf(open.values());
    }

    void add(Seat seat) {
        waiting.put(seat.sessionId(), seat);
    }

    @Nullable Seat remove(SessionId sessionId) {
        Seat seat = get(sessionId);
        if (seat != null) {
            of(seat.phase()).remove(sessionId);
        }
        return seat;
    }

    List<Seat> removeAll() {
        List<Seat> all = new ArrayList<>(open.values());
        all.addAll(opening.values());
        all.addAll(waiting.values());
        open.clear();
        opening.clear();
        waiting.clear();
        return all;
    }

    /// Asks for the views of those who wait, as long as no more than `limit` are asked for. `atSeq`
    /// is the last event that the relay has.
    void ask(int limit, long atSeq, Consumer<Seat> question) {
        while (opening.size() < limit && !waiting.isEmpty()) {
            Seat seat = waiting.pollFirstEntry().getValue();
            seat.asked(atSeq);
            opening.put(seat.sessionId(), seat);
            question.accept(seat);
        }
    }

    /// Puts an opening seat back among those who wait.
    void askAgain(Seat seat) {
        opening.remove(seat.sessionId());
        seat.interrupted();
        add(seat);
    }

    /// An opening seat's view came. False when its user left meanwhile; it is taken out then.
    boolean open(Seat seat, GuildView view) {
        opening.remove(seat.sessionId());
        if (!seat.open(view, sequences)) {
            return false;
        }
        open.put(seat.sessionId(), seat);
        return true;
    }

    /// The stream broke.
    void interrupted() {
        opening.values().forEach(Seat::interrupted);
        Map<SessionId, Seat> later = new LinkedHashMap<>(waiting);
        waiting.clear();
        waiting.putAll(opening);
        waiting.putAll(later);
        opening.clear();
    }

    /// Gives an event to all: to open seats at once, to opening ones later; the view of those who
    /// wait will hold it. Takes out, and returns, those who cannot stay.
    Leavers fanOut(Happening happening) {
        List<Seat> overflowed = new ArrayList<>();
        for (Seat seat : opening.values()) {
            if (seat.heldEvents() >= maxHeld) {
                overflowed.add(seat);
            } else {
                seat.hold(happening);
            }
        }
        List<Seat> left = new ArrayList<>();
        for (Seat seat : open.values()) {
            if (!seat.deliver(happening, sequences)) {
                left.add(seat);
            }
        }
        overflowed.forEach(seat -> opening.remove(seat.sessionId()));
        left.forEach(seat -> open.remove(seat.sessionId()));
        return new Leavers(left, overflowed);
    }

    /// Seats whose user left the guild, and seats that would have had to hold back too much.
    record Leavers(List<Seat> left, List<Seat> overflowed) {}

    private Map<SessionId, Seat> of(Phase phase) {
        return switch (phase) {
            case WAITING -> waiting;
            case OPENING -> opening;
            case OPEN -> open;
        };
    }
}
