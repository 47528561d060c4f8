package dev.guildhall.edge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.edge.rpc.FakeGuildPod;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Relays against a guild over real gRPC whose streams break.
class RelayTest {

    private static final Class<Answer.Accepted> ACCEPTED = Answer.Accepted.class;

    private Edge edge;

    @BeforeEach
    void start() throws IOException {
        edge = new Edge();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void everySessionGetsEveryEventOnceAndInOrderOverBrokenStreams() {
        // Given
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        edge.pod.breakAtRandom(new Random(seed));
        List<RecordingSubscriber> sessions = new ArrayList<>();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        // When
        for (int i = 0; i < 1_000; i++) {
            if (i % 100 == 0) {
                sessions.add(edge.open("s" + i, 2 + i));
            }
            answers.add(edge.send(1, "nonce" + i));
            if (i % 50 == 49) {
                answers.forEach(answer -> answer.orTimeout(20, TimeUnit.SECONDS).join());
            }
        }
        edge.pod.behave();
        // Then
        assertThat(answers).allSatisfy(a -> assertThat(a.join()).isInstanceOf(ACCEPTED));
        assertThat(edge.pod.log()).hasSize(1_001);
        for (RecordingSubscriber session : sessions) {
            await().untilAsserted(() -> assertThat(session.views()).hasSize(1));
            long first = session.views().getFirst().seq() + 1;
            await().untilAsserted(() ->
                    assertThat(session.dispatches().size()).isEqualTo((int) (1_002 - first)));
            assertThat(session.dispatches())
                    .extracting(Dispatch::guildSeq)
                    .containsExactlyElementsOf(range(first, 1_001));
            assertThat(session.lost()).isZero();
        }
        assertThat(edge.count("edge_relay_attached_total")).isGreaterThan(3);
        assertEncodedOnce(sessions);
    }

    @Test
    void lostEventsAreSaidAndTheSessionIsGone() {
        // Given
        RecordingSubscriber session = edge.open("s1", 2);
        await().until(() -> session.views().size() == 1);
        edge.send(1, null).join();
        edge.pod.refuse(Status.UNAVAILABLE);
        edge.pod.breakStreams(Status.UNAVAILABLE);
        // When
        edge.pod.publish(Guilds.created(100, 10, 1));
        edge.pod.trim();
        edge.pod.publish(Guilds.created(101, 10, 1));
        edge.pod.refuse(null);
        // Then
        await().until(() -> session.lost() == 1);
        assertThat(session.dispatches()).hasSize(1);
        await().until(() -> edge.pod.heard().contains("close s1"));
    }

    @Test
    void commandsWaitForAGuildThatMovesAndPlainOnesUnderWayFail() {
        // Given
        RecordingSubscriber session = edge.open("s1", 2);
        await().until(() -> session.views().size() == 1);
        edge.pod.refuse(Status.FAILED_PRECONDITION);
        edge.pod.breakStreams(Status.FAILED_PRECONDITION);
        await().until(() -> edge.count("edge_relay_link_ends_total", "end", "NOT_OWNER") > 0);
        // When
        CompletableFuture<Answer> waiting = edge.send(1, null);
        edge.pod.refuse(null);
        // Then
        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).isInstanceOf(ACCEPTED);
        assertThat(session.closes()).isEmpty();
    }

    @Test
    void guildThatDoesNotExistIsClosedForGood() {
        // Given
        edge.pod.refuse(Status.NOT_FOUND);
        // When
        RecordingSubscriber session = edge.open("s1", 2);
        // Then
        await().untilAsserted(() -> assertThat(session.closes()).containsExactly(false));
        await().until(() -> edge.relays.size() == 0);
    }

    @Test
    void openingSessionIsToldOfAGuildThatStaysAwayAndOpensLater() {
        // Given
        edge.pod.refuse(Status.UNAVAILABLE);
        // When
        RecordingSubscriber session = edge.open("s1", 2);
        // Then
        await().untilAsserted(() -> assertThat(session.closes()).containsExactly(true));
        // When
        edge.pod.refuse(null);
        // Then
        await().until(() -> session.views().size() == 1);
        assertThat(session.closes()).hasSize(1);
    }

    @Test
    void viewThatTheGuildCannotGiveNowIsAskedForAgain() {
        // Given
        edge.pod.refuseViews(1);
        // When
        RecordingSubscriber session = edge.open("s1", 2);
        // Then
        await().until(() -> session.views().size() == 1);
        assertThat(session.closes()).doesNotContain(false);
    }

    @Test
    void relayWithoutSessionsDetachesAndComesBackFresh() {
        // Given
        RecordingSubscriber first = edge.open("s1", 2);
        await().until(() -> first.views().size() == 1);
        // When
        edge.relays.close(Guilds.guildId(), first.sessionId());
        // Then
        await().until(() -> edge.relays.size() == 0);
        assertThat(edge.pod.heard()).contains("close s1");
        // When
        edge.pod.publish(Guilds.created(100, 10, 1));
        RecordingSubscriber second = edge.open("s2", 3);
        // Then
        await().until(() -> second.views().size() == 1);
        assertThat(edge.pod.heard()).filteredOn(h -> h.startsWith("hello")).hasSize(2);
    }

    @Test
    void staleOwnerIsNotFollowed() {
        // Given
        edge.pod.nextEpoch(5);
        RecordingSubscriber session = edge.open("s1", 2);
        await().until(() -> session.views().size() == 1);
        // When
        edge.pod.nextEpoch(4);
        edge.pod.breakStreams(Status.UNAVAILABLE);
        await().until(() -> edge.count("edge_relay_link_ends_total", "end", "NOT_OWNER") > 0);
        edge.pod.publish(Guilds.created(100, 10, 1));
        // Then
        assertThat(session.dispatches()).isEmpty();
        edge.pod.nextEpoch(6);
        await().until(() -> session.dispatches().size() == 1);
    }

    @Test
    void guildThatMovedIsFollowedThoughTheOldStreamLives() throws IOException {
        // Given
        RecordingSubscriber session = edge.open("s1", 2);
        await().until(() -> session.views().size() == 1);
        try (FakeGuildPod next = edge.newPod()) {
            next.nextEpoch(2);
            // When
            edge.placements.set(next.placement(2));
            await().until(() -> next.heard().contains("hello 1"));
            edge.pod.publish(Guilds.created(100, 10, 1));
            next.publish(Guilds.created(200, 10, 1));
            // Then
            await().until(() -> session.dispatches().size() == 1);
            assertThat(session.lastJson()).contains("secret200");
        }
    }

    @Test
    void commandsBeyondTheBoundAreRefusedAtOnce() throws IOException {
        // Given
        edge.close();
        RelayLimits d = RelayLimits.defaults();
        edge = new Edge(new RelayLimits(2, 4, 10, 100, 300, 5_000, 100, 200, 1_000, d.reattach()));
        edge.pod.refuse(Status.UNAVAILABLE);
        edge.open("s1", 2);
        // When
        List<CompletableFuture<Answer>> answers =
                List.of(edge.send(1, "a"), edge.send(1, "b"), edge.send(1, "c"));
        // Then
        assertThat(reason(answers.get(2).join())).isEqualTo(Reason.OVERLOADED);
        assertThat(reason(answers.get(0).join())).isEqualTo(Reason.GUILD_UNAVAILABLE);
        assertThat(reason(answers.get(1).join())).isEqualTo(Reason.GUILD_UNAVAILABLE);
    }

    @Test
    void whoLeavesIsToldAndTheGuildToo() {
        // Given
        RecordingSubscriber session = edge.open("s1", 2);
        await().until(() -> session.views().size() == 1);
        // When
        edge.pod.publish(new Event.MemberLeft(Guilds.user(2)));
        // Then
        await().untilAsserted(() -> assertThat(session.closes()).containsExactly(false));
        await().until(() -> edge.pod.heard().contains("close s1"));
    }

    private static Reason reason(Answer answer) {
        Rejection rejection = ((Answer.Rejected) answer).rejection();
        return rejection.reason();
    }

    private static List<Long> range(long from, long to) {
        List<Long> all = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            all.add(i);
        }
        return all;
    }

    private static void assertEncodedOnce(List<RecordingSubscriber> sessions) {
        Map<Long, Map<byte[], Boolean>> encodings = new ConcurrentHashMap<>();
        for (RecordingSubscriber session : sessions) {
            for (Dispatch dispatch : session.dispatches()) {
                encodings
                        .computeIfAbsent(dispatch.guildSeq(), _ -> new IdentityHashMap<>())
                        .put(dispatch.json(), true);
            }
        }
        assertThat(encodings.values()).allSatisfy(seen -> assertThat(seen).hasSize(1));
    }
}
