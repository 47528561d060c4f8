package dev.guildhall.edge.relay;

import static dev.guildhall.edge.relay.Guilds.created;
import static dev.guildhall.edge.relay.Guilds.member;
import static dev.guildhall.edge.relay.Guilds.open;
import static dev.guildhall.edge.relay.Guilds.presence;
import static dev.guildhall.edge.relay.Guilds.user;
import static dev.guildhall.edge.relay.Guilds.view;
import static dev.guildhall.edge.relay.Guilds.voice;
import static dev.guildhall.edge.relay.Guilds.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.relay.Follower.Place;
import dev.guildhall.edge.relay.Follower.Start;
import dev.guildhall.edge.rpc.LinkFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One order over many streams: what comes again, what is missing, what changed meanwhile.
class FollowerTest {

    private final Bench bench = new Bench(open(7));

    @Test
    void eventsHaveAPlace() {
        assertThat(bench.follower.placeOf(7, created(1, 10, 2))).isEqualTo(Place.KNOWN);
        assertThat(bench.follower.placeOf(8, created(1, 10, 2))).isEqualTo(Place.NEXT);
        assertThat(bench.follower.placeOf(9, created(1, 10, 2))).isEqualTo(Place.AFTER_A_GAP);
        Event typing = new Event.PresenceChanged(presence(2, Status.ONLINE));
        assertThat(bench.follower.placeOf(7, typing)).isEqualTo(Place.NEXT);
        assertThat(bench.follower.placeOf(8, typing)).isEqualTo(Place.AFTER_A_GAP);
    }

    @Test
    void streamsBeginFreshResumedLostOrStale() {
        assertThat(new Follower().start(open(7))).isEqualTo(Start.FRESH);
        assertThat(bench.attach(open(9))).isEqualTo(Start.RESUMED);
        assertThat(bench.follower.lastSeq()).isEqualTo(7);
        assertThat(bench.attach(open(6))).isEqualTo(Start.LOST);
        assertThat(bench.follower.lastSeq()).isEqualTo(6);
        bench.attach(epoch(open(6), 5));
        assertThat(bench.attach(epoch(open(6), 4))).isEqualTo(Start.STALE);
    }

    @Test
    void presencesThatChangedMeanwhileAreToldAfterTheMissedEvents() {
        // Given
        RecordingSubscriber session = bench.sit(member(2), Intents.ALL);
        bench.happen(new Event.PresenceChanged(presence(3, Status.ONLINE)));
        // When
        LinkFrame.Attached there =
                with(
                        open(8),
                        List.of(presence(3, Status.DND), presence(4, Status.ONLINE)),
                        List.of(voice(4, 10L)));
        bench.attach(there);
        bench.happen(created(1, 10, 3));
        bench.reconcile();
        bench.reconcile();
        // Then
        assertThat(session.types())
                .containsExactly(
                        "PRESENCE_UPDATE",
                        "MESSAGE_CREATE",
                        "PRESENCE_UPDATE",
                        "PRESENCE_UPDATE",
                        "VOICE_STATE_UPDATE");
    }

    @Test
    void thoseNotHeardOfAgainAreGoneAfterAWhile() {
        // Given
        RecordingSubscriber session = bench.sit(member(2), Intents.GUILD_PRESENCES);
        bench.happen(new Event.PresenceChanged(presence(3, Status.ONLINE)));
        bench.happen(new Event.PresenceChanged(presence(4, Status.ONLINE)));
        bench.attach(open(7));
        RelayState.Suspects suspects = bench.follower.suspects();
        // When
        bench.happen(new Event.PresenceChanged(presence(3, Status.ONLINE)));
        bench.follower.settle(suspects).forEach(bench.seats::fanOut);
        // Then
        assertThat(session.types()).hasSize(3);
        assertThat(session.lastJson()).contains("\"id\":\"4\"").contains("offline");
    }

    @Test
    void openingSessionGetsWhatCameAfterItsViewAndNothingTwice() {
        // Given
        RecordingSubscriber session = bench.come(2, Intents.ALL);
        // When
        bench.happen(created(1, 10, 3));
        bench.happen(created(2, 10, 3));
        bench.happen(created(3, 10, 3));
        bench.view(session, view(9, member(2)));
        bench.happen(created(4, 10, 3));
        // Then
        assertThat(session.views()).hasSize(1);
        assertThat(session.dispatches()).extracting(Dispatch::guildSeq).containsExactly(10L, 11L);
    }

    @Test
    void viewThatIsAheadOfTheStreamHidesWhatItHolds() {
        // Given
        RecordingSubscriber session = bench.come(2, Intents.ALL);
        // When
        bench.view(session, view(9, member(2)));
        bench.happen(created(1, 10, 3));
        bench.happen(created(2, 10, 3));
        bench.happen(created(3, 10, 3));
        // Then
        assertThat(session.dispatches()).extracting(Dispatch::guildSeq).containsExactly(10L);
    }

    @Test
    void whoLeavesWhileOpeningIsNotSeated() {
        // Given
        RecordingSubscriber session = bench.come(2, Intents.ALL);
        // When
        bench.happen(new Event.MemberLeft(user(2)));
        boolean seated = bench.view(session, view(7, member(2)));
        // Then
        assertThat(seated).isFalse();
        assertThat(bench.seats.isEmpty()).isTrue();
    }

    @Test
    void openingSessionThatWouldHoldTooMuchIsTakenOut() {
        // Given
        RecordingSubscriber session = bench.come(2, Intents.ALL);
        for (int i = 0; i < 100; i++) {
            bench.happen(created(i, 10, 3));
        }
        // When
        Seats.Leavers leavers = bench.happen(created(200, 10, 3));
        // Then
        assertThat(leavers.overflowed())
                .extracting(Seat::sessionId)
                .containsExactly(session.sessionId());
    }

    private static LinkFrame.Attached epoch(LinkFrame.Attached a, long epoch) {
        return new LinkFrame.Attached(
                a.seq(),
                epoch,
                a.reset(),
                a.guild(),
                a.roles(),
                a.channels(),
                a.members(),
                a.presences(),
                a.voiceStates());
    }
}
