package dev.guildhall.edge.rpc;

import com.google.common.util.concurrent.ListenableFuture;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.AccountsUnavailableException;
import dev.guildhall.rpc.v1.AccountsGrpc;
import dev.guildhall.rpc.v1.AccountsGrpc.AccountsFutureStub;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one guild pod after the other until one answers or the deadline is over. It stays with the
/// pod that answered last. All methods of the service may be repeated. Any thread; nothing blocks.
///
/// A pod that is paused keeps its connection and says nothing. Where there is another pod, that one
/// is asked too after [#OVERTAKE_MS], and whoever answers first is heard; where there is none, the
/// question waits for one try's time, or until the assignments drop the pod: its channel is closed
/// then, which ends what is asked on it.
public final class AccountsFailover {

    private static final long DEADLINE_MS = 5_000;
    static final long ONE_TRY_MS = 1_500;
    private static final long OVERTAKE_MS = 250;
    private static final int MAX_IN_FLIGHT = 4_096;
    private static final Backoff RETRY = new Backoff(25, 400);

    private final Placements placements;
    private final GuildChannels channels;
    private final ScheduledExecutorService timers;
    private final Executor answering;
    private final Ticker ticker;
    private final AtomicInteger preferred = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter retries;
    private final Counter overtaken;
    private final Counter failures;
    private final Counter refused;

    /// Futures are completed on `answering`.
    public AccountsFailover(
            Placements placements,
            GuildChannels channels,
            ScheduledExecutorService timers,
            Executor answering,
            Ticker ticker,
            MeterRegistry registry) {
        this.placements = placements;
        this.channels = channels;
        this.timers = timers;
        this.answering = answering;
        this.ticker = ticker;
        this.retries = registry.counter("edge_accounts_retries_total");
        this.overtaken = registry.counter("edge_accounts_overtaken_total");
        this.failures = registry.counter("edge_accounts_failures_total");
        this.refused = registry.counter("edge_accounts_bound_total");
        registry.gauge("edge_accounts_in_flight", inFlight);
    }

    /// Asks by `call` and reads by `read`.
    <P, R> CompletableFuture<R> ask(
            Function<AccountsFutureStub, ListenableFuture<P>> call, Function<P, R> read) {
        return start(new Question<>(call, read, null, null));
    }

    /// The same; the status `none` is the answer `whenNone`.
    <P, R> CompletableFuture<R> ask(
            Function<AccountsFutureStub, ListenableFuture<P>> call,
            Function<P, R> read,
            Status.Code none,
            R whenNone) {
        return start(new Question<>(call, read, none, whenNone));
    }

    private <P, R> CompletableFuture<R> start(Question<P, R> question) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            refused.increment();
            return CompletableFuture.failedFuture(
                    new AccountsUnavailableException("too many questions at once", null));
        }
        question.send();
        return question.result;
    }

    /// One question with its tries. The newest try is the one that counts: an older one that breaks
    /// was replaced already, but its answer is as good. Timers and gRPC's threads.
    private final class Question<P, R> {

        private final Function<AccountsFutureStub, ListenableFuture<P>> call;
        private final Function<P, R> read;
        private final Status.@Nullable Code none;
        private final @Nullable R whenNone;
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger tries = new AtomicInteger();
        private final long deadlineNanos =
                ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MS);

        Question(
                Function<AccountsFutureStub, ListenableFuture<P>> call,
                Function<P, R> read,
                Status.@Nullable Code none,
                @Nullable R whenNone) {
            this.call = call;
            this.read = read;
            this.none = none;
            this.whenNone = whenNone;
        }

        void send() {
            int thisTry = tries.incrementAndGet();
            List<String> pods =
                    placements.placement().addresses().values().stream().sorted().toList();
            if (pods.isEmpty()) {
                again(Status.UNAVAILABLE.withDescription("no guild pod is known"), thisTry);
                return;
            }
            int pod = preferred.get();
            String address = pods.get(Math.floorMod(pod, pods.size()));
            long tryMs = Math.max(1, Math.min(ONE_TRY_MS, leftMs()));
            AccountsFutureStub stub =
                    AccountsGrpc.newFutureStub(channels.retryTo(address))
                            .withDeadlineAfter(tryMs, TimeUnit.MILLISECONDS);
            Replies.whenDone(call.apply(stub), this::finish, status -> broke(status, pod, thisTry));
            if (pods.size() > 1 && !over.get()) {
                later(OVERTAKE_MS, () -> overtake(pod, thisTry));
            }
        }

        /// The pod is slow to answer: the next one is asked beside it.
        private void overtake(int pod, int slowTry) {
            if (!over.get() && tries.get() == slowTry && leftMs() > 0) {
                overtaken.increment();
                preferred.compareAndSet(pod, pod + 1);
                send();
            }
        }

        private void broke(Status status, int pod, int brokenTry) {
            if (status.getCode() == none && whenNone != null) {
                end(whenNone);
            } else if (tries.get() == brokenTry) {
                preferred.compareAndSet(pod, pod + 1);
                again(status, brokenTry);
            }
        }

        private void finish(P answer) {
            try {
                end(read.apply(answer));
            } catch (IllegalArgumentException e) {
                fail(new AccountsUnavailableException("an answer that cannot be read", e));
            }
        }

        private void again(Status status, int brokenTry) {
            long delayMs = RETRY.delayMs(brokenTry);
            if (delayMs >= leftMs()) {
                fail(
                        new AccountsUnavailableException(
                                "no guild pod answers", status.asRuntimeException()));
                return;
            }
            later(
                    delayMs,
                    () -> {
                        if (!over.get() && tries.get() == brokenTry) {
                            retries.increment();
                            send();
                        }
                    });
        }

        private void later(long delayMs, Runnable task) {
            var _ = timers.schedule(task, delayMs, TimeUnit.MILLISECONDS);
        }

        private long leftMs() {
            return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - ticker.nanos());
        }

        private void fail(AccountsUnavailableException why) {
            if (over.compareAndSet(false, true)) {
                failures.increment();
                inFlight.decrementAndGet();
                Completion.fail(result, why, answering);
            }
        }

        private void end(R value) {
            if (over.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
                Completion.complete(result, value, answering);
            }
        }
    }
}
