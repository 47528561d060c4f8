package dev.guildhall.edge.rest.call;

import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a call is answered: a status, a JSON body in UTF-8 (empty: none) and headers beside those
/// that every answer has.
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Reply(int status, byte[] body, List<Header> headers) {

    /// One header line.
    public record Header(String name, String value) {}

    private static final Reply NO_CONTENT = new Reply(204, new byte[0], List.of());

    /// 204, for what has nothing to say.
    public static Reply noContent() {
        return NO_CONTENT;
    }

    /// 200 with a body.
    public static Reply ok(JsonBody body) {
        return json(200, body);
    }

    /// 200 with a list.
    public static <T> Reply list(Iterable<T> elements, Json.ElementWriter<T> writer) {
        return ok(json -> {
            json.writeStartArray();
            for (T element : elements) {
                writer.write(json, element);
            }
            json.writeEndArray();
        });
    }

    public static Reply json(int status, JsonBody body) {
        return new Reply(status, Json.bytes(body), List.of());
    }

    /// The reply in a future that is done.
    public CompletableFuture<Reply> done() {
        return CompletableFuture.completedFuture(this);
    }

    /// The same with one more header.
    public Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, body, List.copyOf(more));
    }
}
