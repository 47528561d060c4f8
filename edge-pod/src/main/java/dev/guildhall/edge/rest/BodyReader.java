package dev.guildhall.edge.rest;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads a request's body as it arrives, without waiting, up to a bound in bytes and time.
///
/// Runs on whatever thread Jetty says that there is more on; never on two at a time.
final class BodyReader implements Runnable {

    private static final int FIRST_BYTES = 4096;
    private static final int DISCARDED_BODIES = 8;
    private static final long MAX_NANOS = 30_000_000_000L;

    private final Request request;
    private final int maxBytes;
    private final BodyBudget budget;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private byte[] bytes = new byte[0];
    private int length;
    private long discarded;

    private BodyReader(Request request, int maxBytes, BodyBudget budget) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    /// Why there is no body.
    enum Fault {
        TOO_LARGE,
        /// All bodies together take too much.
        NO_BUDGET,
        /// The client is gone, or slower than 30 s.
        BROKEN_OFF
    }

    /// A body that was not read.
    static final class Unread extends Exception {

        private final Fault fault;

        Unread(Fault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /// The body. Fails with [Unread] only.
    ///
    /// A body that is somewhat too large is read to its end and thrown away: a client that still
    /// writes when the connection closes never sees the answer.
    static CompletableFuture<byte[]> read(Request request, int maxBytes, BodyBudget budget) {
        if (request.getLength() > (long) maxBytes * DISCARDED_BODIES) {
            return CompletableFuture.failedFuture(new Unread(Fault.TOO_LARGE));
        }
        BodyReader reader = new BodyReader(request, maxBytes, budget);
        reader.run();
        return reader.done;
    }

    @Override
    public void run() {
        while (!done.isDone()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            fail(Fault.BROKEN_OFF);
            return;
        }
        boolean room = add(chunk);
        boolean last = chunk.isLast();
        chunk.release();
        if (!room) {
            fail(Fault.NO_BUDGET);
        } else if (last || discarded > (long) maxBytes * DISCARDED_BODIES) {
            complete();
        } else if (System.nanoTime() - request.getBeginNanoTime() > MAX_NANOS) {
            fail(Fault.BROKEN_OFF);
        }
    }

    private void complete() {
        if (discarded > 0) {
            fail(Fault.TOO_LARGE);
            return;
        }
        budget.giveBack(bytes.length);
        done.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    private void fail(Fault fault) {
        budget.giveBack(bytes.length);
        done.completeExceptionally(new Unread(fault));
    }

    /// False when the budget does not allow to keep it.
    private boolean add(Content.Chunk chunk) {
        int more = chunk.remaining();
        if (discarded > 0 || more > maxBytes - length) {
            discarded += more;
            return true;
        }
        if (more > bytes.length - length && !grow(length + more)) {
            return false;
        }
        chunk.get(bytes, length, more);
        length += more;
        return true;
    }

    private boolean grow(int needed) {
        long announced = Math.min(request.getLength(), FIRST_BYTES);
        int doubled = (int) Math.max(Math.max(bytes.length * 2L, announced), needed);
        int size = Math.min(maxBytes, doubled);
        if (!budget.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }
}
