package dev.guildhall.guild.rpc;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one answer to a unary call: the first of `send` and `fail` counts, later ones do nothing.
/// Any thread may answer.
final class Reply<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final StreamObserver<T> out;
    private final AtomicBoolean answered = new AtomicBoolean();

    /// To be made while gRPC is still in the method of the service.
    Reply(StreamObserver<T> out) {
        this.out = out;
        // With a handler, answering somebody who has gone does nothing instead of throwing.
        ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {});
    }

    /// `make` gives the message; when it fails the caller gets INTERNAL.
    void send(Supplier<T> make) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        T message;
        try {
            message = make.get();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("answer cannot be encoded");
            out.onError(Statuses.internal());
            return;
        }
        out.onNext(message);
        out.onCompleted();
    }

    void fail(StatusRuntimeException status) {
        if (answered.compareAndSet(false, true)) {
            out.onError(status);
        }
    }
}
