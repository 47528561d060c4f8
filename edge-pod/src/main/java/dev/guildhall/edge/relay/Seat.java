package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One session in a relay.
///
/// ```
/// WAITING -- SessionOpen sent --> OPENING -- view came --> OPEN
///    ^------- stream broke ---------'
/// ```
///
/// While OPENING it keeps back what happens; with the view it gets what came after the view's seq,
/// each event judged by the guild's shape and the user's own member at that moment. The relay's
/// thread only.
final class Seat {

    /// See the diagram.
    enum Phase {
        WAITING,
        OPENING,
        OPEN
    }

    /// An event with its dispatches; `durable` ones have a seq of their own.
    record Happening(long seq, boolean durable, Event event, Iterable<Outgoing> dispatches) {

        boolean isLeavingOf(UserId userId) {
            return event instanceof Event.MemberLeft(var user) && user.id().equals(userId);
        }
    }

    private final Subscriber subscriber;
    private final Deque<Happening> held = new ArrayDeque<>();
    private Presence presence;
    private Phase phase = Phase.WAITING;
    private @Nullable Viewer viewer;
    private long askedAtSeq;
    private long viewSeq;
    private boolean toldUnavailable;

    Seat(Subscriber subscriber, Presence presence) {
        this.subscriber = subscriber;
        this.presence = presence;
    }

    SessionId sessionId() {
        return subscriber.sessionId();
    }

    Subscriber subscriber() {
        return subscriber;
    }

    Phase phase() {
        return phase;
    }

    Presence presence() {
        return presence;
    }

    void presence(Presence next) {
        presence = next;
    }

    int heldEvents() {
        return held.size();
    }

    /// The guild was asked for the view, when the relay had the events up to `atSeq`: the view will
    /// hold at least those, since the guild sent them.
    void asked(long atSeq) {
        phase = Phase.OPENING;
        askedAtSeq = atSeq;
    }

    long askedAtSeq() {
        return askedAtSeq;
    }

    /// The stream broke: the view has to be asked for again, and will hold all that was kept back.
    void interrupted() {
        if (phase == Phase.OPENING) {
            phase = Phase.WAITING;
            held.clear();
        }
    }

    void hold(Happening happening) {
        held.add(happening);
    }

    /// Says once that the guild cannot be reached (yet).
    void unavailable(GuildId guildId) {
        if (phase != Phase.OPEN && !toldUnavailable) {
            toldUnavailable = true;
            subscriber.guildClosed(guildId, true);
        }
    }

    /// The view came. False when the user left meanwhile.
    boolean open(GuildView view, SequenceSource sequences) {
        phase = Phase.OPEN;
        viewSeq = view.seq();
        viewer = new Viewer(view.self(), subscriber.intents());
        subscriber.guildOpened(view);
        for (Happening happening : held) {
            if (!deliver(happening, sequences)) {
                held.clear();
                return false;
            }
        }
        held.clear();
        return true;
    }

    /// Gives the session what it may see of an event. False when the event is that its user left:
    /// then it was told so.
    boolean deliver(Happening happening, SequenceSource sequences) {
        Viewer eyes = viewer;
        if (eyes == null || (happening.durable() && happening.seq() <= viewSeq)) {
            return true;
        }
        eyes.apply(happening.event());
        for (Outgoing outgoing : happening.dispatches()) {
            Dispatch dispatch = outgoing.forViewer(eyes, sequences);
            if (dispatch != null) {
                subscriber.dispatch(dispatch);
            }
        }
        return !happening.isLeavingOf(eyes.userId());
    }
}
