package dev.guildhall.edge.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// `multipart/form-data` with a `payload_json` part, which libraries send with files.
///
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
final class Multipart {

    private static final int MAX_PARTS = 16;
    private static final int MAX_PART_HEADERS = 2048;

    private Multipart() {}

    /// What a multipart body holds.
    sealed interface Payload {

        /// JSON and nothing else.
        @SuppressWarnings("ArrayRecordComponent") // parsed once, never compared
        record Json(byte[] bytes) implements Payload {}

        /// Files, which nobody could keep.
        record HasFiles() implements Payload {}

        record Broken() implements Payload {}
    }

    /// Parses a whole body, in memory; done at once.
    static CompletableFuture<Payload> payloadJson(String contentType, byte[] body) {
        String boundary = boundary(contentType);
        if (boundary == null) {
            return CompletableFuture.completedFuture(new Payload.Broken());
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxParts(MAX_PARTS);
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(body.length);
        parser.setMaxLength(body.length);
        Content.Source source = new ByteBufferContentSource(ByteBuffer.wrap(body));
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(source, Promise.Invocable.toPromise(parsed));
        return parsed.handle(
                (parts, failure) -> failure == null ? payload(parts) : new Payload.Broken());
    }

    private static @Nullable String boundary(String contentType) {
        String boundary = MultiPart.extractBoundary(contentType);
        return boundary == null || boundary.isEmpty() ? null : boundary;
    }

    private static Payload payload(MultiPartFormData.Parts parts) {
        try (parts) {
            for (MultiPart.Part part : parts) {
                if (part.getFileName() != null || part.getName().startsWith("files[")) {
                    return new Payload.HasFiles();
                }
            }
            MultiPart.Part json = parts.getFirst("payload_json");
            return json == null
                    ? new Payload.Broken()
                    : new Payload.Json(
                            json.getContentAsString(StandardCharsets.UTF_8)
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
