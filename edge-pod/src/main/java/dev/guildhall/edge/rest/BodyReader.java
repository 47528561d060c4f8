package dev.guildhall.edge.rest;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads a request's body as it arrives, without waiting, up to a bound.
///
/// Runs on whatever thread Jetty says that there is more on; never on two at a time.
final class BodyReader implements Runnable {

    private static final int FIRST_BYTES = 2048;

    private final Request request;
    private final int maxBytes;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private byte[] bytes;
    private int length;

    private BodyReader(Request request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
        long announced = request.getLength();
        this.bytes = new byte[announced >= 0 ? (int) Math.min(announced, maxBytes) : FIRST_BYTES];
    }

    /// The body. Fails with [TooLarge] past `maxBytes`, and with Jetty's failure when the client is
    /// gone.
    static CompletableFuture<byte[]> read(Request request, int maxBytes) {
        if (request.getLength() > maxBytes) {
            return CompletableFuture.failedFuture(new TooLarge());
        }
        BodyReader reader = new BodyReader(request, maxBytes);
        reader.run();
        return reader.done;
    }

    /// The body is over the bound.
    static final class TooLarge extends Exception {
        TooLarge() {
            super("body too large", null, false, false);
        }
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                done.completeExceptionally(chunk.getFailure());
                return;
            }
            boolean fits = add(chunk);
            boolean last = chunk.isLast();
            chunk.release();
            if (!fits) {
                done.completeExceptionally(new TooLarge());
                return;
            }
            if (last) {
                done.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
                return;
            }
        }
    }

    private boolean add(Content.Chunk chunk) {
        int more = chunk.remaining();
        if (more > maxBytes - length) {
            return false;
        }
        if (more > bytes.length - length) {
            int doubled = Math.min(maxBytes, Math.max(bytes.length * 2, length + more));
            bytes = Arrays.copyOf(bytes, doubled);
        }
        chunk.get(bytes, length, more);
        length += more;
        return true;
    }
}
