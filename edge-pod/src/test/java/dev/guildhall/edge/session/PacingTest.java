package dev.guildhall.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.edge.fake.Samples;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can wait is given to a client only as fast as it takes it.
class PacingTest {

    private static final long GUILD = 1L << 22;
    private static final int RING = SessionLimits.defaults().ringDispatches();
    private static final long PACE_BYTES = SessionLimits.defaults().paceBytes();

    private final Edge edge = new Edge();
    private long seq;

    @BeforeEach
    void accounts() {
        edge.accounts.withBot("b", 20, GUILD);
        edge.guilds.with(Samples.view(GUILD, 20));
    }

    @Test
    void replayGoesOnWhenTheClientHasTakenSomeAndNewEventsComeAfterIt() {
        // Given
        Edge.Client again = resumedButNotReading();

        // When
        edge.guilds.say(GUILD, "new");

        // Then
        assertThat(again.wire.types()).containsExactly("op 10");

        // When
        again.wire.backlogBytes = 0;
        again.connection.drained(edge.now());
        edge.guilds.say(GUILD, "newer");

        // Then
        assertThat(again.wire.types())
                .containsExactly(
                        "op 10", "MESSAGE_CREATE", "RESUMED", "MESSAGE_CREATE", "MESSAGE_CREATE");
        assertThat(again.wire.payloads.stream().map(p -> p.at("/d/content").asText()))
                .containsSubsequence("missed", "new", "newer");
    }

    @Test
    void replayThatIsTakenTooSlowlyEndsTheSession() {
        // Given
        Edge.Client again = resumedButNotReading();

        // When
        for (int i = 0; i < RING; i++) {
            edge.guilds.say(GUILD, "new");
        }

        // Then
        assertThat(again.wire.types()).containsExactly("op 10", "op 9");
        assertThat(edge.ends).containsExactly(EndReason.EVENTS_LOST);
    }

    @Test
    void connectionLostWithinAReplayCanBeResumedAgain() {
        // Given
        Edge.Client second = resumedButNotReading();
        second.lose();
        edge.guilds.say(GUILD, "new");

        // When
        Edge.Client third = edge.connect().resume("b", "session0", seq);

        // Then
        assertThat(third.wire.types())
                .containsExactly("op 10", "MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED");
    }

    @Test
    void guildsAreOpenedAFewAtATimeAndWhileTheClientHasRoom() {
        // Given
        long[] many = LongStream.rangeClosed(11, 30).map(i -> i << 22).toArray();
        edge.accounts.withBot("many", 21, many);

        // When
        Edge.Client client = edge.connect().identify("many");

        // Then
        assertThat(subscribed(many)).isEqualTo(8);

        // When
        edge.guilds.subscribersOf(many[3]).getFirst().guildOpened(Samples.view(many[3], 21));

        // Then
        assertThat(subscribed(many)).isEqualTo(9);

        // When
        client.wire.backlogBytes = PACE_BYTES + 1;
        edge.advanceMs(1_000);

        // Then
        assertThat(subscribed(many)).isEqualTo(9);

        // When
        client.wire.backlogBytes = 0;
        edge.advanceMs(1_000); // those that do not answer give up their places
        edge.advanceMs(1_000);

        // Then
        assertThat(subscribed(many)).isEqualTo(20);
    }

    /// A client that lost its connection at [#seq], missed an event, is back and takes nothing.
    private Edge.Client resumedButNotReading() {
        Edge.Client first = edge.connect().identify("b");
        seq = first.wire.lastS();
        first.lose();
        edge.guilds.say(GUILD, "missed");
        Edge.Client again = edge.connect();
        again.wire.backlogBytes = PACE_BYTES + 1;
        return again.resume("b", "session0", seq);
    }

    private long subscribed(long... guilds) {
        return LongStream.of(guilds)
                .filter(guild -> !edge.guilds.subscribersOf(guild).isEmpty())
                .count();
    }
}
