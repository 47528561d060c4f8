package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.relay.Seat.Happening;
import dev.guildhall.edge.rpc.LinkFrame.Attached;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a relay is in its guild's order: takes each durable event exactly once and in order over
/// any number of streams, and keeps the state that they make.
///
/// After a stream broke the missed durable events come again, the transient ones do not: what they
/// changed is found by comparing with the present that the new stream begins with, once the missed
/// events have been applied. The relay's thread only; touches no clock and no stream.
final class Follower {

    /// What a new stream means.
    enum Start {
        /// The first one: there was no state before.
        FRESH,
        /// It goes on where the last one broke off.
        RESUMED,
        /// Events in between are lost; the state is the present's.
        LOST,
        /// It comes from an owner that has been replaced: not to be followed.
        STALE
    }

    /// What an event is to this follower.
    enum Place {
        NEXT,
        KNOWN,
        AFTER_A_GAP
    }

    private @Nullable RelayState state;
    private @Nullable Attached toReconcile;
    private RelayState.@Nullable Suspects suspects;
    private long lastSeq;
    private long epoch;

    /// The last durable event that was taken; 0 before the first stream.
    long lastSeq() {
        return state == null ? 0 : lastSeq;
    }

    @Nullable VoiceState voiceStateOf(UserId userId) {
        return state == null ? null : state.voiceStateOf(userId);
    }

    /// Users under suspicion of having gone, see [#settle].
    RelayState.@Nullable Suspects suspects() {
        return suspects;
    }

    Start start(Attached attached) {
        if (attached.epoch() < epoch) {
            return Start.STALE;
        }
        epoch = attached.epoch();
        suspects = null;
        boolean noTail = lastSeq == 0 && attached.seq() > 0; // 0 asks for the present only
        boolean lost = attached.reset() || attached.seq() < lastSeq || noTail;
        if (state == null || lost) {
            boolean fresh = state == null;
            state = new RelayState(attached);
            lastSeq = attached.seq();
            toReconcile = null;
            return fresh ? Start.FRESH : Start.LOST;
        }
        toReconcile = attached;
        return Start.RESUMED;
    }

    Place placeOf(long seq, Event event) {
        return switch (event) {
            case Event.Durable _ when seq <= lastSeq -> Place.KNOWN;
            case Event.Durable _ when seq > lastSeq + 1 -> Place.AFTER_A_GAP;
            case Event.Transient _ when seq > lastSeq -> Place.AFTER_A_GAP;
            case Event _ -> Place.NEXT;
        };
    }

    /// Takes an event whose place is NEXT.
    Happening take(long seq, Event event) {
        return switch (event) {
            case Event.Durable durable -> {
                List<Outgoing> dispatches = present().apply(seq, durable);
                lastSeq = seq;
                yield new Happening(seq, true, durable, dispatches);
            }
            case Event.Transient passing -> {
                if (suspects != null) {
                    suspects.heard(passing);
                }
                yield pass(passing);
            }
        };
    }

    /// What changed while there was no stream, as soon as the missed events are in; once.
    List<Happening> reconcile() {
        Attached there = toReconcile;
        if (there == null || lastSeq < there.seq()) {
            return List.of();
        }
        toReconcile = null;
        suspects = present().suspects(there);
        return passAll(present().differences(there));
    }

    /// Lets go those who were there before the stream broke and were not heard of since. To be
    /// called some seconds after the stream began: other edges attach again by then. `gone` are
    /// nobody any more when another stream has begun since.
    @SuppressWarnings("ReferenceEquality") // one object for each stream
    List<Happening> settle(RelayState.Suspects gone) {
        if (gone != suspects) {
            return List.of();
        }
        suspects = null;
        return passAll(present().settle(gone));
    }

    private List<Happening> passAll(List<Event.Transient> events) {
        List<Happening> happenings = new ArrayList<>();
        events.forEach(event -> happenings.add(pass(event)));
        return happenings;
    }

    private Happening pass(Event.Transient event) {
        return new Happening(lastSeq, false, event, present().apply(lastSeq, event));
    }

    private RelayState present() {
        if (state == null) {
            throw new IllegalStateException("an event before the first stream");
        }
        return state;
    }
}
