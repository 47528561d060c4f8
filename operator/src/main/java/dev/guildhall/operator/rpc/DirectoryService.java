package dev.guildhall.operator.rpc;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.operator.observe.PodStatus;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.observe.RoutePublisher;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.PodReport;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `Directory`: takes reports, and sends the newest table to every stream.
///
/// A pod that the table does not name is told nothing: its work was given to another while it was
/// silent, and what it learns it has to learn from the store, which refuses its writes.
///
/// A stream holds at most one table that waits to be sent, the newest, so a pod that does not read
/// costs nothing. gRPC calls one stream's methods one at a time; streams run in parallel.
public final class DirectoryService extends DirectoryGrpc.DirectoryImplBase
        implements RoutePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryService.class);

    private final Reports reports;
    private final Ticker ticker;
    private final Counter received;
    private final Counter refused;
    private final Set<PodStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Assignments> newest = new AtomicReference<>();

    public DirectoryService(Reports reports, Ticker ticker, MeterRegistry registry) {
        this.reports = reports;
        this.ticker = ticker;
        this.received = Counter.builder("operator_reports_total").register(registry);
        this.refused =
                Counter.builder("operator_reports_refused_total")
                        .description("Reports of more pods than are kept")
                        .register(registry);
        Gauge.builder("operator_directory_streams", streams, Set::size).register(registry);
    }

    @Override
    public StreamObserver<PodReport> report(StreamObserver<Assignments> out) {
        PodStream stream = new PodStream((ServerCallStreamObserver<Assignments>) out);
        streams.add(stream);
        return stream;
    }

    @Override
    public void publish(RouteTable table) {
        newest.set(DirectoryCodec.toProto(table));
        streams.forEach(PodStream::send);
    }

    @Override
    public void disown(String pod) {
        streams.stream().filter(stream -> pod.equals(stream.pod)).forEach(PodStream::disown);
    }

    /// One pod's stream.
    private final class PodStream implements StreamObserver<PodReport> {

        private final ServerCallStreamObserver<Assignments> out;
        private volatile @Nullable String pod;
        private volatile boolean disowned;
        private @Nullable Assignments sent;

        PodStream(ServerCallStreamObserver<Assignments> out) {
            this.out = out;
            out.setOnReadyHandler(this::send);
            out.setOnCancelHandler(() -> streams.remove(this));
        }

        /// Sends the newest table when the stream can take it and has not had it.
        synchronized void send() {
            Assignments table = newest.get();
            boolean had = sent != null && table != null && sent.getVersion() == table.getVersion();
            if (table != null && !had && names(table) && out.isReady() && !out.isCancelled()) {
                sent = table;
                out.onNext(table);
            }
        }

        /// Known from the first report on.
        private boolean names(Assignments table) {
            return table.getPodsList().stream().anyMatch(each -> each.getName().equals(pod));
        }

        void disown() {
            disowned = true;
            streams.remove(this);
        }

        @Override
        public void onNext(PodReport report) {
            if (disowned) {
                return;
            }
            received.increment();
            pod = report.getPod();
            PodStatus status = DirectoryCodec.fromProto(report, ticker.unixMs());
            if (!reports.accept(status)) {
                refused.increment();
                end(Status.RESOURCE_EXHAUSTED.withDescription("too many pods"));
                return;
            }
            send();
        }

        @Override
        public void onError(Throwable cause) {
            streams.remove(this);
            LOG.atInfo()
                    .addKeyValue(LogKeys.POD, pod)
                    .addKeyValue(LogKeys.REASON, Status.fromThrowable(cause).getCode())
                    .log("pod's stream broke");
        }

        @Override
        public void onCompleted() {
            streams.remove(this);
            synchronized (this) {
                out.onCompleted();
            }
        }

        private synchronized void end(Status status) {
            streams.remove(this);
            out.onError(status.asRuntimeException());
        }
    }
}
