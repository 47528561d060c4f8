package dev.guildhall.e2e.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A call with its answer.
///
/// @param target path and query as the client wrote them
/// @param answerHeaders by lower-case name
/// @param answer the body as text, empty when there is none
public record HttpExchange(
        String method,
        String target,
        int status,
        Map<String, String> answerHeaders,
        String answer) {

    static HttpExchange of(HttpMessage request, HttpMessage answer) {
        return new HttpExchange(
                request.method(),
                request.target(),
                answer.status(),
                answer.headers(),
                new String(answer.body(), StandardCharsets.UTF_8));
    }
}
