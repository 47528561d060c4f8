package dev.guildhall.edge.rpc;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Status;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// Takes gRPC's futures apart into an answer or a status.
final class Replies {

    private Replies() {}

    /// Calls one of the two when `future` is done, on the thread that completes it.
    static <P> void whenDone(
            ListenableFuture<P> future, Consumer<P> answered, Consumer<Status> failed) {
        future.addListener(
                () -> {
                    P answer;
                    try {
                        answer = Futures.getDone(future);
                    } catch (ExecutionException | CancellationException e) {
                        failed.accept(Status.fromThrowable(e));
                        return;
                    }
                    answered.accept(answer);
                },
                MoreExecutors.directExecutor());
    }
}
