package dev.guildhall.edge.rest.call;

import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.FieldError;
import dev.guildhall.common.guild.Rejection.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every error answer: `{message, code}` with `errors` for fields and `retry_after` for what
/// passes.
///
/// Source: <https://discord.com/developers/docs/reference#error-messages>
public final class Refusals {

    private static final double MS_PER_SECOND = 1000.0;
    private static final long DEFAULT_RETRY_MS = 1000;

    private Refusals() {}

    /// A guild's refusal, or one field error of our own.
    public static Reply of(Rejection rejection) {
        Reason reason = rejection.reason();
        return switch (reason) {
            case SLOWMODE -> slowMode(reason, rejection.retryAfterMs());
            case GUILD_UNAVAILABLE, OVERLOADED ->
                    unavailable(reason.message(), rejection.retryAfterMs());
            default -> error(reason, rejection.fieldErrors());
        };
    }

    public static Reply of(Reason reason) {
        return of(Rejection.of(reason));
    }

    /// An error without fields.
    public static Reply error(int status, int code, String message) {
        return Reply.json(
                status,
                json -> {
                    json.writeStartObject();
                    json.writeStringField("message", message);
                    json.writeNumberField("code", code);
                    json.writeEndObject();
                });
    }

    /// What there is no route for, and what is not there though it has one.
    public static Reply notFound() {
        return error(404, 0, "404: Not Found");
    }

    public static Reply unauthorized() {
        return error(401, 0, "401: Unauthorized");
    }

    public static Reply methodNotAllowed(String allow) {
        return error(405, 0, "405: Method Not Allowed").with("Allow", allow);
    }

    public static Reply tooLarge() {
        return error(413, 40005, "Request entity too large").with("Connection", "close");
    }

    public static Reply invalidJson() {
        return error(400, 50109, "The request body contains invalid JSON.");
    }

    public static Reply internalError() {
        return error(500, 0, "500: Internal Server Error");
    }

    /// Nothing was done as far as we know; `retryMs` 0 means that we cannot say when to come back.
    public static Reply unavailable(String message, long retryMs) {
        long waitMs = retryMs > 0 ? retryMs : DEFAULT_RETRY_MS;
        return error(503, 0, message).with("Retry-After", wholeSeconds(waitMs));
    }

    /// A 429 of our own limits.
    public static Reply rateLimited(long retryMs, boolean global) {
        return tooMany("You are being rate limited.", null, retryMs, global);
    }

    private static Reply slowMode(Reason reason, long retryMs) {
        return tooMany(reason.message(), reason, retryMs, false).with("X-RateLimit-Scope", "user");
    }

    private static Reply tooMany(
            String message, @Nullable Reason reason, long retryMs, boolean global) {
        return Reply.json(
                        429,
                        json -> {
                            json.writeStartObject();
                            json.writeStringField("message", message);
                            json.writeNumberField("retry_after", retryMs / MS_PER_SECOND);
                            json.writeBooleanField("global", global);
                            if (reason != null) {
                                json.writeNumberField("code", reason.code());
                            }
                            json.writeEndObject();
                        })
                .with("Retry-After", wholeSeconds(retryMs));
    }

    /// Seconds, rounded up: a client that waits so long waits long enough.
    private static String wholeSeconds(long ms) {
        return Long.toString(Math.max(1, (ms + 999) / 1000));
    }

    private static Reply error(Reason reason, Map<String, FieldError> fieldErrors) {
        return Reply.json(
                reason.httpStatus(),
                json -> {
                    json.writeStartObject();
                    json.writeStringField("message", reason.message());
                    json.writeNumberField("code", reason.code());
                    if (!fieldErrors.isEmpty()) {
                        json.writeFieldName("errors");
                        ErrorTree.of(fieldErrors).write(json);
                    }
                    json.writeEndObject();
                });
    }
}
