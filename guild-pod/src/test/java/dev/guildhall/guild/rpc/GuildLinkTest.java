package dev.guildhall.guild.rpc;

import static dev.guildhall.guild.rpc.RunningPod.BOB;
import static dev.guildhall.guild.rpc.RunningPod.OWNER;
import static dev.guildhall.guild.rpc.RunningPod.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.SessionClose;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuildLinkTest {

    private static final Actor OWNERS = Actor.user(OWNER.id());

    @TempDir Path data;
    private RunningPod pod;

    @BeforeEach
    void start() throws IOException {
        pod = new RunningPod("p1", data, 1);
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void whatWasCalledCanBeRead() {
        // Given
        ChannelId channel = pod.createGuild();

        // When
        for (int i = 0; i < 10; i++) {
            pod.call(OWNERS, message(channel, "m" + i));
        }

        // Then
        Result result =
                pod.read(OWNERS, new Query.ListMessages(channel, Query.Anchor.LATEST, null, 5));
        assertThat(((Result.Messages) result).messages())
                .extracting(Message::content)
                .containsExactly("m9", "m8", "m7", "m6", "m5");
    }

    @Test
    void aGuildThatDoesNotExistIsNotFound() {
        assertStatus(() -> pod.read(OWNERS, new Query.GetGuild()), Status.Code.NOT_FOUND);
        assertStatus(
                () -> pod.call(OWNERS, message(new ChannelId(5), "hi")), Status.Code.NOT_FOUND);
        TestStream stream = new TestStream(pod.channel, "e1", 0);
        assertThat(stream.ended.join().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void anEdgeThatAttachesAgainGetsTheTailExactlyOnce() {
        // Given
        ChannelId channel = pod.createGuild();
        TestStream first = new TestStream(pod.channel, "e1", 0);
        await().until(() -> first.attached().size() == 1);
        long attachedAt = first.attached().getFirst().getSeq();
        for (int i = 0; i < 20; i++) {
            pod.call(OWNERS, message(channel, "before " + i));
        }
        await().until(() -> first.durableSeqs().size() == 20);
        first.out.onCompleted();
        for (int i = 0; i < 600; i++) {
            pod.call(OWNERS, message(channel, "missed " + i));
        }

        // When
        TestStream again = new TestStream(pod.channel, "e1", attachedAt + 20);
        for (int i = 0; i < 20; i++) {
            again.command(i, OWNERS, message(channel, "live " + i));
        }

        // Then
        await().until(() -> again.answered().size() == 20);
        assertThat(first.durableSeqs()).isEqualTo(range(attachedAt + 1, attachedAt + 20));
        assertThat(again.durableSeqs()).isEqualTo(range(attachedAt + 21, attachedAt + 640));
        assertThat(again.answered()).isEqualTo(range(0, 19));
    }

    @Test
    void nothingIsLostWhenThePodStartsAnew() throws IOException {
        // Given
        ChannelId channel = pod.createGuild();
        TestStream first = new TestStream(pod.channel, "e1", 0);
        await().until(() -> first.attached().size() == 1);
        Answer answer = pod.call(OWNERS, message(channel, "kept"));
        long seq = ((Answer.Accepted) answer).seq();
        Message kept = created(answer);

        // When
        pod.close();
        pod = new RunningPod("p2", data, 2);
        TestStream again = new TestStream(pod.channel, "e1", seq - 1);

        // Then: the tail is there, and what the state had forgotten can be edited
        await().until(() -> again.durableSeqs().equals(List.of(seq)));
        Command edit = new Command.EditMessage(channel, kept.id(), "edited", null, null);
        assertThat(pod.call(OWNERS, edit)).isInstanceOf(Answer.Accepted.class);
        Message later = created(pod.call(OWNERS, message(channel, "later")));
        assertThat(later.id().value()).isGreaterThan(kept.id().value());
    }

    @Test
    void aSessionGetsItsViewAndOthersSeeIt() {
        // Given
        ChannelId channel = pod.createGuild();
        TestStream stream = new TestStream(pod.channel, "e1", 0);
        TestStream other = new TestStream(pod.channel, "e2", 0);
        await().until(() -> other.attached().size() == 1);

        // When
        stream.open(TestStream.session("bobs", BOB));
        stream.command(1, OWNERS, message(channel, "hello"));

        // Then
        await().until(() -> stream.opened().size() == 1);
        var view = stream.opened().getFirst().getView();
        assertThat(view.getSelf().getUser().getId()).isEqualTo(BOB.id().value());
        assertThat(view.getChannelsList()).hasSize(1);
        assertThat(view.getPresencesList()).hasSize(1);
        assertThat(view.getMemberCount()).isEqualTo(2);
        await().until(() ->
                other.frames.stream()
                        .flatMap(f -> f.getEvents().getEventsList().stream())
                        .anyMatch(e -> e.getEvent().hasPresenceChanged()));

        // When
        stream.out.onNext(
                EdgeFrame.newBuilder()
                        .setSessionClose(SessionClose.newBuilder().setSessionId("bobs"))
                        .build());

        // Then
        await().until(() -> pod.host.report().loads().getFirst().online() == 0);
    }

    @Test
    void whoGivesUpWaitingDisturbsNobody() {
        // Given
        ChannelId channel = pod.createGuild();

        // When
        var request = RunningPod.request(OWNERS, message(channel, "hello"));
        var impatient = GuildLinkGrpc.newFutureStub(pod.channel);
        for (int i = 0; i < 200; i++) {
            var answer = impatient.call(request);
            if (i % 2 == 0) {
                answer.cancel(true);
            }
        }

        // Then
        for (int i = 0; i < 20; i++) {
            assertThat(pod.call(OWNERS, message(channel, "patient")))
                    .isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void aBrokenFrameEndsItsStreamOnly() {
        // Given
        pod.createGuild();
        TestStream good = new TestStream(pod.channel, "good", 0);
        TestStream bad = new TestStream(pod.channel, "bad", 0);
        await().until(() -> bad.attached().size() == 1 && good.attached().size() == 1);

        // When
        bad.out.onNext(EdgeFrame.getDefaultInstance());

        // Then
        assertThat(bad.ended.join().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(good.ended).isNotDone();
        var noHello = new NoHello();
        GuildLinkGrpc.newStub(pod.channel)
                .attach(noHello)
                .onNext(EdgeFrame.newBuilder().setSessionClose(SessionClose.newBuilder()).build());
        assertThat(noHello.ended.join().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void aGuildThatMovesAwayEndsItsStreamsAndIsRefused() {
        // Given
        ChannelId channel = pod.createGuild();
        TestStream stream = new TestStream(pod.channel, "e1", 0);
        await().until(() -> stream.attached().size() == 1);

        // When
        pod.place("somebody else", 2);

        // Then
        assertThat(stream.ended.join().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertStatus(
                () -> pod.call(OWNERS, message(channel, "hi")), Status.Code.FAILED_PRECONDITION);
        await().until(() -> pod.host.size() == 0);
        assertThat(pod.exits).isEmpty();
    }

    @Test
    void anOwnerWithoutTheNewsIsFencedAndEnds() throws IOException {
        // Given
        ChannelId channel = pod.createGuild();

        // When
        try (RunningPod next = new RunningPod("p2", data, 2)) {
            assertThat(next.call(OWNERS, message(channel, "mine now")))
                    .isInstanceOf(Answer.Accepted.class);
            Answer late = pod.call(OWNERS, message(channel, "late"));

            // Then
            assertThat(late)
                    .isInstanceOfSatisfying(
                            Answer.Rejected.class,
                            r ->
                                    assertThat(r.rejection().reason())
                                            .isEqualTo(Rejection.Reason.GUILD_UNAVAILABLE));
            await().until(() -> pod.exits.equals(List.of(3)));
            Result history =
                    next.read(
                            OWNERS, new Query.ListMessages(channel, Query.Anchor.LATEST, null, 9));
            assertThat(((Result.Messages) history).messages())
                    .extracting(Message::content)
                    .containsExactly("mine now");
        }
    }

    @Test
    void anOwnerThatHearsOfTheMoveInTimeGoesOn() throws IOException {
        // Given
        ChannelId channel = pod.createGuild();

        // When: the new owner is faster than the news
        try (RunningPod next = new RunningPod("p2", data, 2)) {
            next.call(OWNERS, message(channel, "mine now"));
            pod.call(OWNERS, message(channel, "late"));
            pod.place("p2", 2);

            // Then
            await().until(() -> pod.host.size() == 0);
            assertThat(pod.exits).isEmpty();
        }
    }

    private static Message created(Answer answer) {
        Event event = ((Answer.Accepted) answer).events().getFirst();
        return ((Event.MessageCreated) event).message();
    }

    private static List<Long> range(long first, long last) {
        return new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    }

    private static void assertStatus(Runnable call, Status.Code code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    /// A stream that never says hello.
    private static final class NoHello implements StreamObserver<GuildFrame> {
        final CompletableFuture<Status> ended = new CompletableFuture<>();

        @Override
        public void onNext(GuildFrame frame) {}

        @Override
        public void onError(Throwable cause) {
            ended.complete(Status.fromThrowable(cause));
        }

        @Override
        public void onCompleted() {}
    }
}
