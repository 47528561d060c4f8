package dev.guildhall.edge.rpc;

import com.google.common.util.concurrent.ListenableFuture;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.QueryCodec;
import dev.guildhall.rpc.codec.ResultCodec;
import dev.guildhall.rpc.v1.CallRequest;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.GuildLinkGrpc.GuildLinkFutureStub;
import dev.guildhall.rpc.v1.ReadRequest;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Single commands and reads, each sent to where the guild is, again with the newest assignments
/// while it moves. Any thread; nothing blocks, no future completes exceptionally.
///
/// A read is repeated until its deadline. A command only when it certainly was not done (it was not
/// put on the wire, or the pod said that it is not the owner) or when doing it twice is doing it
/// once.
public final class GuildCalls {

    private final Placements placements;
    private final GuildChannels channels;
    private final ScheduledExecutorService timers;
    private final Executor answering;
    private final Ticker ticker;
    private final CallLimits limits;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter retries;
    private final Counter failures;
    private final Counter refused;

    /// Futures are completed on `answering`.
    public GuildCalls(
            Placements placements,
            GuildChannels channels,
            ScheduledExecutorService timers,
            Executor answering,
            Ticker ticker,
            CallLimits limits,
            MeterRegistry registry) {
        this.placements = placements;
        this.channels = channels;
        this.timers = timers;
        this.answering = answering;
        this.ticker = ticker;
        this.limits = limits;
        registry.gauge("edge_guild_calls_in_flight", inFlight);
        this.retries = registry.counter("edge_guild_call_retries_total");
        this.failures = registry.counter("edge_guild_call_failures_total");
        this.refused = registry.counter("edge_guild_call_bound_total");
    }

    public CompletableFuture<Answer> call(GuildId guildId, Actor actor, Command command) {
        CallRequest request =
                CallRequest.newBuilder()
                        .setGuildId(guildId.value())
                        .setActor(AnswerCodec.toProto(actor))
                        .setCommand(CommandCodec.toProto(command))
                        .build();
        return start(
                new Attempt<>(
                        guildId,
                        repeatable(command),
                        stub -> stub.call(request),
                        AnswerCodec::fromProto,
                        reason -> new Answer.Rejected(Rejection.of(reason))));
    }

    public CompletableFuture<Result> read(GuildId guildId, Actor actor, Query query) {
        ReadRequest request =
                ReadRequest.newBuilder()
                        .setGuildId(guildId.value())
                        .setActor(AnswerCodec.toProto(actor))
                        .setQuery(QueryCodec.toProto(query))
                        .build();
        return start(
                new Attempt<>(
                        guildId,
                        true,
                        stub -> stub.read(request),
                        ResultCodec::fromProto,
                        reason -> new Result.Refused(Rejection.of(reason))));
    }

    private static boolean repeatable(Command command) {
        return switch (command) {
            case Command.CreateMessage message ->
                    message.nonceEnforced() && message.nonce() != null;
            case Command.AddMember _, Command.StartTyping _ -> true;
            default -> false;
        };
    }

    private <P, R> CompletableFuture<R> start(Attempt<P, R> attempt) {
        if (inFlight.incrementAndGet() > limits.inFlight()) {
            inFlight.decrementAndGet();
            refused.increment();
            return CompletableFuture.completedFuture(attempt.failed.apply(Reason.OVERLOADED));
        }
        attempt.send();
        return attempt.result;
    }

    /// One call with its retries, one after the other.
    private final class Attempt<P, R> {

        private final GuildId guildId;
        private final boolean repeatable;
        private final Function<GuildLinkFutureStub, ListenableFuture<P>> call;
        private final Function<P, R> read;
        private final Function<Reason, R> failed;
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private final long deadlineNanos =
                ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(limits.deadlineMs());
        private int tries;

        Attempt(
                GuildId guildId,
                boolean repeatable,
                Function<GuildLinkFutureStub, ListenableFuture<P>> call,
                Function<P, R> read,
                Function<Reason, R> failed) {
            this.guildId = guildId;
            this.repeatable = repeatable;
            this.call = call;
            this.read = read;
            this.failed = failed;
        }

        void send() {
            tries++;
            String address = placements.placement().addressOf(guildId).orElse(null);
            if (address == null) {
                again();
                return;
            }
            SentTracer tracer = new SentTracer();
            GuildLinkFutureStub stub =
                    GuildLinkGrpc.newFutureStub(
                                    tries == 1 ? channels.to(address) : channels.retryTo(address))
                            .withDeadlineAfter(tryMs(), TimeUnit.MILLISECONDS)
                            .withInterceptors(tracer);
            Replies.whenDone(
                    call.apply(stub), this::finish, status -> broke(status, tracer.sent()));
        }

        private void finish(P answer) {
            try {
                end(read.apply(answer));
            } catch (IllegalArgumentException e) {
                fail(Reason.GUILD_UNAVAILABLE);
            }
        }

        private void broke(Status status, boolean sent) {
            switch (status.getCode()) {
                case FAILED_PRECONDITION -> again();
                case UNAVAILABLE -> {
                    if (repeatable || !sent) {
                        again();
                    } else {
                        fail(Reason.GUILD_UNAVAILABLE);
                    }
                }
                case NOT_FOUND -> fail(Reason.UNKNOWN_GUILD);
                case RESOURCE_EXHAUSTED -> fail(Reason.OVERLOADED);
                case DEADLINE_EXCEEDED -> {
                    if (repeatable) {
                        again();
                    } else {
                        fail(Reason.GUILD_UNAVAILABLE);
                    }
                }
                default -> fail(Reason.GUILD_UNAVAILABLE);
            }
        }

        /// A try that may be repeated does not wait for a stopped pod to the very end.
        private long tryMs() {
            return Math.max(1, repeatable ? Math.min(leftMs(), limits.tryMs()) : leftMs());
        }

        private void again() {
            long delayMs = limits.retry().delayMs(tries);
            if (delayMs >= leftMs()) {
                fail(Reason.GUILD_UNAVAILABLE);
                return;
            }
            retries.increment();
            var _ = timers.schedule(this::send, delayMs, TimeUnit.MILLISECONDS);
        }

        private long leftMs() {
            return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - ticker.nanos());
        }

        private void fail(Reason reason) {
            failures.increment();
            end(failed.apply(reason));
        }

        private void end(R value) {
            inFlight.decrementAndGet();
            Completion.complete(result, value, answering);
        }
    }
}
