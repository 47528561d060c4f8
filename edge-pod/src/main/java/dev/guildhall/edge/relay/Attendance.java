package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.relay.Seat.Happening;
import dev.guildhall.edge.relay.Seat.Phase;
import dev.guildhall.edge.rpc.GuildLink;
import dev.guildhall.edge.rpc.LinkHello.SessionIntro;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The coming, staying and going of a relay's sessions, and what the guild and they are told of it.
/// The relay's thread only.
final class Attendance {

    private static final long ASK_AGAIN_MS = 500;

    private final GuildId guildId;
    private final RelayContext context;
    private final Mailbox mailbox;
    private final Follower follower;
    private final RelayLink link;
    private final Seats seats;

    Attendance(
            GuildId guildId,
            RelayContext context,
            Mailbox mailbox,
            Follower follower,
            RelayLink link) {
        this.guildId = guildId;
        this.context = context;
        this.mailbox = mailbox;
        this.follower = follower;
        this.link = link;
        this.seats = new Seats(context.sequences(), context.limits().heldEvents());
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /// What a new stream says of those who are here.
    List<SessionIntro> intros() {
        return seats.open().stream().map(this::intro).toList();
    }

    /// False when the session is here already.
    boolean come(Seat seat) {
        if (seats.get(seat.sessionId()) != null) {
            return false;
        }
        seats.add(seat);
        askForViews();
        return true;
    }

    void leave(SessionId sessionId) {
        Seat seat = seats.remove(sessionId);
        if (seat != null) {
            tellClosed(seat);
            askForViews();
        }
    }

    void presence(SessionId sessionId, Presence presence) {
        Seat seat = seats.get(sessionId);
        if (seat == null) {
            return;
        }
        seat.presence(presence);
        GuildLink up = link.whenUp();
        if (up != null && seat.phase() != Phase.WAITING) {
            up.updateSession(sessionId, presence);
        }
    }

    /// The deadline for a seat's view is over.
    void overdue(Seat seat) {
        if (isHere(seat) && seat.phase() != Phase.OPEN) {
            context.metrics().openDeadline.increment();
            seat.unavailable(guildId);
        }
    }

    /// Asks the guild for views of waiting sessions, a bounded number at a time.
    void askForViews() {
        GuildLink up = link.whenUp();
        if (up != null) {
            seats.ask(
                    context.limits().openingSessions(),
                    follower.lastSeq(),
                    seat -> up.openSession(intro(seat)));
        }
    }

    /// A view came. One that is older than the question answers an earlier session of the same id:
    /// it is asked for again.
    void viewCame(SessionId sessionId, GuildView view) {
        Seat seat = seats.opening(sessionId);
        if (seat != null && view.seq() < seat.askedAtSeq()) {
            context.metrics().staleViews.increment();
            seats.askAgain(seat);
        } else if (seat != null && !seats.open(seat, view)) {
            dropAll(List.of(seat), gone -> gone.subscriber().guildClosed(guildId, false));
        }
        askForViews();
    }

    /// The guild gives no view: the user is not a member, or it cannot right now and is asked again
    /// a little later.
    void refused(SessionId sessionId, Rejection rejection) {
        Seat seat = seats.opening(sessionId);
        if (seat == null) {
            return;
        }
        if (rejection.reason() == Reason.GUILD_UNAVAILABLE
                || rejection.reason() == Reason.OVERLOADED) {
            context.after(ASK_AGAIN_MS, mailbox, () -> askAgain(seat));
        } else {
            seats.remove(sessionId);
            seat.subscriber().guildClosed(guildId, false);
        }
        askForViews();
    }

    private void askAgain(Seat seat) {
        if (isHere(seat) && seat.phase() == Phase.OPENING) {
            seats.askAgain(seat);
            askForViews();
        }
    }

    /// Fans an event out; whose user left is told so, who would have to hold back too much starts
    /// over.
    void happened(Happening happening) {
        Seats.Leavers leavers = seats.fanOut(happening);
        context.metrics().heldFull.increment(leavers.overflowed().size());
        dropAll(leavers.left(), seat -> seat.subscriber().guildClosed(guildId, false));
        lose(leavers.overflowed());
        if (happening.event() instanceof Event.MemberJoined(var member)) {
            context.joined().accept(guildId, member.user().id());
        }
    }

    /// The stream broke: views have to be asked for again.
    void interrupted() {
        seats.interrupted();
    }

    /// Events are lost: who followed them starts over.
    void loseOpen() {
        lose(seats.open());
    }

    /// There is no such guild.
    void closeAll() {
        dropAll(seats.removeAll(), seat -> seat.subscriber().guildClosed(guildId, false));
    }

    /// The relay failed.
    void loseAll() {
        lose(seats.removeAll());
    }

    private void lose(List<Seat> lost) {
        context.metrics().eventsLost.increment(lost.size());
        dropAll(lost, seat -> seat.subscriber().eventsLost(guildId));
    }

    /// Takes seats out, tells the guild, and tells the sessions by `tell`.
    private void dropAll(List<Seat> gone, Consumer<Seat> tell) {
        for (Seat seat : gone) {
            if (isHere(seat)) {
                seats.remove(seat.sessionId());
            }
            tellClosed(seat);
            tell.accept(seat);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a later session may have the same id
    private boolean isHere(Seat seat) {
        @Nullable Seat present = seats.get(seat.sessionId());
        return present == seat;
    }

    private void tellClosed(Seat seat) {
        GuildLink up = link.whenUp();
        if (up != null && seat.phase() != Phase.WAITING) {
            up.closeSession(seat.sessionId());
        }
    }

    private SessionIntro intro(Seat seat) {
        Subscriber subscriber = seat.subscriber();
        VoiceState voice = follower.voiceStateOf(subscriber.userId());
        boolean own = voice != null && voice.sessionId().equals(subscriber.sessionId());
        return new SessionIntro(
                subscriber.sessionId(),
                subscriber.userId(),
                seat.presence(),
                subscriber.largeThreshold(),
                (subscriber.intents() & Intents.GUILD_PRESENCES) != 0,
                own ? voice : null);
    }
}
