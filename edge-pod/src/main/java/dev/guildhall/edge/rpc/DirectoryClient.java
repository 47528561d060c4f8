package dev.guildhall.edge.rpc;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.rpc.codec.PlacementCodec;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.PodReport;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge's stream to the operator: reports, and keeps the last assignments, also while the
/// operator is away.
///
/// The stream is made again for ever, with a capped backoff. Everything but [#placement()] and
/// [#onChange(Runnable)] happens on the one thread of `thread`, which this class does not own.
public final class DirectoryClient implements Placements, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryClient.class);
    private static final long REPORT_EVERY_MS = 1_000;
    private static final Backoff BACKOFF = new Backoff(100, 2_000);

    private final String pod;
    private final ManagedChannel operator;
    private final Supplier<EdgeStatus> status;
    private final ScheduledExecutorService thread;
    private final Counter reconnects;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Placement placement = Placement.empty();
    private volatile IntConsumer placed = _ -> {};
    private volatile boolean closed;
    private @Nullable StreamObserver<PodReport> stream;
    private @Nullable EdgeStatus lastReport;
    private int attempt;

    /// `operator` is a channel to the operator's `Directory`, closed by [#close()]; `thread` has
    /// one thread.
    public DirectoryClient(
            String pod,
            ManagedChannel operator,
            Supplier<EdgeStatus> status,
            ScheduledExecutorService thread,
            MeterRegistry registry) {
        this.pod = pod;
        this.operator = operator;
        this.status = status;
        this.thread = thread;
        this.reconnects = Counter.builder("edge_directory_reconnects_total").register(registry);
        Gauge.builder("edge_directory_version", this, client -> client.placement.version())
                .register(registry);
        Gauge.builder("edge_directory_connected", this, client -> client.attempt == 0 ? 1 : 0)
                .register(registry);
    }

    /// Connects, and reports from now on.
    public void start() {
        attempt = 1;
        submit(this::connect);
        var _ =
                thread.scheduleWithFixedDelay(
                        this::report, REPORT_EVERY_MS, REPORT_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// `listener` gets the number that the operator gives to this pod, with every assignment that
    /// has one, on the client's thread. One listener, set before [#start()].
    public void onPlaced(IntConsumer listener) {
        placed = listener;
    }

    /// Reports at once when the status is not what was reported last.
    public void statusChanged() {
        submit(() -> {
            if (!status.get().equals(lastReport)) {
                report();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        submit(() -> {
            if (stream != null) {
                stream.onCompleted();
                stream = null;
            }
        });
        operator.shutdown();
    }

    private void connect() {
        if (closed) {
            return;
        }
        operator.resetConnectBackoff();
        Incoming incoming = new Incoming();
        stream = DirectoryGrpc.newStub(operator).report(incoming);
        incoming.requests = stream;
        report();
    }

    private void report() {
        StreamObserver<PodReport> current = stream;
        if (current == null || closed) {
            return;
        }
        EdgeStatus now = status.get();
        lastReport = now;
        current.onNext(
                PodReport.newBuilder()
                        .setPod(pod)
                        .setRole("edge")
                        .setHttpAddress(now.httpAddress())
                        .setAdminAddress(now.adminAddress())
                        .setReady(now.ready())
                        .setSessions(now.sessions())
                        .setAssignmentsVersion(placement.version())
                        .build());
    }

    private void received(Assignments assignments) {
        attempt = 0;
        Placement next = PlacementCodec.fromProto(assignments);
        boolean changed = !next.equals(placement);
        placement = next;
        if (changed) {
            LOG.atInfo()
                    .addKeyValue("version", next.version())
                    .addKeyValue(LogKeys.COUNT, next.addresses().size())
                    .log("Assignments received");
            listeners.forEach(Runnable::run);
            report();
        }
        assignments.getPodsList().stream()
                .filter(each -> each.getName().equals(pod) && each.hasOrdinal())
                .forEach(each -> placed.accept(each.getOrdinal()));
    }

    private void ended(Status why) {
        stream = null;
        if (closed) {
            return;
        }
        attempt++;
        reconnects.increment();
        if (attempt == 1) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, why.getCode())
                    .log("The operator is away; going on with the last assignments");
        }
        var _ = thread.schedule(this::connect, BACKOFF.delayMs(attempt), TimeUnit.MILLISECONDS);
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().setCause(e).log("The directory thread has ended");
        }
    }

    /// One stream's answers, handed to the thread; those of an older stream are ignored.
    @SuppressWarnings("ReferenceEquality") // one object for each stream
    private final class Incoming implements StreamObserver<Assignments> {

        private @Nullable StreamObserver<PodReport> requests;

        @Override
        public void onNext(Assignments assignments) {
            submit(() -> {
                if (stream != null && stream == requests) {
                    received(assignments);
                }
            });
        }

        @Override
        public void onError(Throwable error) {
            end(Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
            end(Status.UNAVAILABLE);
        }

        private void end(Status why) {
            submit(() -> {
                if (stream == requests) {
                    ended(why);
                }
            });
        }
    }
}
