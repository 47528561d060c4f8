package dev.guildhall.edge.rest;

import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.Route;
import dev.guildhall.edge.rest.limit.Grant;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Writes the one answer of an exchange, with the headers that all answers have.
///
/// Content-Type has no charset, and Via is there, since discord.py wants them so.
final class ResponseWriter {

    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField VIA = new PreEncodedHttpField(HttpHeader.VIA, "1.1 guildhall");
    private static final HttpField NO_STORE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_SNIFF =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final long MS_PER_SECOND = 1000;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final RestMetrics metrics;
    private final AtomicBoolean written = new AtomicBoolean();
    private @Nullable Route route;

    ResponseWriter(Request request, Response response, Callback callback, RestMetrics metrics) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.metrics = metrics;
    }

    /// The answer will be of this route.
    void routed(Route found) {
        this.route = found;
    }

    /// Adds what the route's window said.
    void limited(Route found, Grant grant, long nowUnixMs) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-RateLimit-Limit", Integer.toString(grant.limit()));
        headers.put("X-RateLimit-Remaining", Integer.toString(grant.remaining()));
        headers.put("X-RateLimit-Reset", seconds(nowUnixMs + grant.resetAfterMs()));
        headers.put("X-RateLimit-Reset-After", seconds(grant.resetAfterMs()));
        headers.put("X-RateLimit-Bucket", found.bucket());
    }

    /// Writes the answer, unless one was written already.
    void write(Reply reply) {
        if (!written.compareAndSet(false, true)) {
            return;
        }
        metrics.ended(reply.status());
        if (route != null) {
            metrics.took(route, System.nanoTime() - request.getBeginNanoTime());
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(VIA);
        headers.put(NO_STORE);
        headers.put(NO_SNIFF);
        for (Reply.Header header : reply.headers()) {
            headers.put(header.name(), header.value());
        }
        response.setStatus(reply.status());
        if (reply.body().length > 0) {
            headers.put(JSON);
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    /// Milliseconds as seconds with three decimals.
    private static String seconds(long ms) {
        long rest = ms % MS_PER_SECOND;
        String padding = rest < 10 ? "00" : rest < 100 ? "0" : "";
        return ms / MS_PER_SECOND + "." + padding + rest;
    }
}
