package dev.guildhall.edge.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// Bodies and queries to JSON trees, in bounds: 32 levels, names of 256 characters, numbers of 64.
final class BodyParser {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 64;

    private final JsonMapper mapper;

    BodyParser(int maxBytes) {
        StreamReadConstraints bounds =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_NUMBER)
                        .maxStringLength(maxBytes)
                        .build();
        mapper =
                JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
    }

    /// What came of a body: a tree, or the reply that says what is wrong.
    sealed interface Parsed {

        record Body(JsonNode json) implements Parsed {}

        record Bad(Reply reply) implements Parsed {}
    }

    /// Parses a body by its Content-Type. An empty one is a missing node.
    CompletableFuture<Parsed> parse(@Nullable String contentType, byte[] bytes) {
        String given = contentType == null ? "" : contentType;
        String type = given.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return Multipart.payloadJson(given, bytes).thenApply(this::payload);
        }
        if (bytes.length == 0) {
            return CompletableFuture.completedFuture(new Parsed.Body(MissingNode.getInstance()));
        }
        return CompletableFuture.completedFuture(
                type.startsWith("application/json") ? json(bytes) : wrongType());
    }

    /// The query's parameters, the first of each name, as an object of texts.
    static JsonNode query(Fields fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Fields.Field field : fields) {
            object.put(field.getName(), field.getValue());
        }
        return object;
    }

    private Parsed payload(Multipart.Payload payload) {
        return switch (payload) {
            case Multipart.Payload.Json json -> json(json.bytes());
            case Multipart.Payload.HasFiles _ ->
                    new Parsed.Bad(
                            Refusals.of(
                                    Rejection.invalid(
                                            "attachments",
                                            "UNSUPPORTED",
                                            "This server has no store for files yet.")));
            case Multipart.Payload.Broken _ ->
                    new Parsed.Bad(Refusals.error(400, 50035, "Invalid multipart/form-data body"));
        };
    }

    private Parsed json(byte[] bytes) {
        try {
            return new Parsed.Body(mapper.readTree(bytes));
        } catch (IOException _) {
            return new Parsed.Bad(Refusals.invalidJson());
        }
    }

    private static Parsed wrongType() {
        return new Parsed.Bad(
                Refusals.error(
                        400,
                        50035,
                        "Expected \"Content-Type\" header to be one of {'application/json'}."));
    }
}
