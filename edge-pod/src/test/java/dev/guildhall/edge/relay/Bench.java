package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.edge.relay.Seat.Happening;
import dev.guildhall.edge.rpc.LinkFrame;

/// A follower and its seats without a stream and without threads: events go in by hand.
final class Bench {

    final Follower follower = new Follower();
    final Seats seats = new Seats(new SequenceSource(), 100);

    Bench(LinkFrame.Attached attached) {
        follower.start(attached);
    }

    /// Seats a session whose view is as of now.
    RecordingSubscriber sit(Member member, int intents) {
        RecordingSubscriber session = come(member.user().id().value(), intents);
        view(session, Guilds.view(follower.lastSeq(), member));
        return session;
    }

    /// A session that has asked for its view.
    RecordingSubscriber come(long userId, int intents) {
        RecordingSubscriber session =
                new RecordingSubscriber("s" + userId + "-" + intents, userId, intents);
        seats.add(new Seat(session, Guilds.presence(userId, Presence.Status.ONLINE)));
        seats.ask(100, follower.lastSeq(), _ -> {});
        return session;
    }

    /// The view that a session asked for. False when its user left meanwhile.
    boolean view(RecordingSubscriber session, GuildView view) {
        return seats.open(seats.opening(session.sessionId()), view);
    }

    /// The next durable event.
    Seats.Leavers happen(Event.Durable event) {
        return seats.fanOut(follower.take(follower.lastSeq() + 1, event));
    }

    Seats.Leavers happen(Event.Transient event) {
        return seats.fanOut(follower.take(follower.lastSeq(), event));
    }

    /// A new stream begins.
    Follower.Start attach(LinkFrame.Attached attached) {
        Follower.Start start = follower.start(attached);
        reconcile();
        return start;
    }

    void reconcile() {
        for (Happening happening : follower.reconcile()) {
            seats.fanOut(happening);
        }
    }
}
