package dev.guildhall.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.FieldError;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.edge.accounts.AccountsUnavailableException;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.rest.RestHandler.Environment;
import dev.guildhall.edge.rest.call.Match;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.form.FormErrors;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its way: route, caller, limits, body, handler, answer.
///
/// The steps follow each other, each on the thread on which the one before it ended.
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Environment environment;
    private final Request request;
    private final ResponseWriter writer;
    private final LimitCheck limits;

    Exchange(Environment environment, Request request, Response response, Callback callback) {
        this.environment = environment;
        this.request = request;
        this.writer = new ResponseWriter(request, response, callback, environment.metrics());
        this.limits = new LimitCheck(environment, writer);
    }

    /// Begins; `path` is what follows `/api`, still percent-encoded.
    void start(String path) {
        int inFlight = environment.metrics().started();
        if (inFlight > environment.config().maxInFlight()) {
            writer.write(overloaded());
            return;
        }
        String unversioned = ApiPath.withoutVersion(path);
        if (unversioned == null) {
            writer.write(Refusals.error(400, 50041, "Invalid API version specified"));
            return;
        }
        switch (environment.router().find(request.getMethod(), unversioned)) {
            case Match.Found found -> authorise(found);
            case Match.WrongMethod wrong -> writer.write(wrongMethod(wrong));
            case Match.NotSnowflake(String param, String value) ->
                    writer.write(notSnowflake(param, value));
            case Match.Unknown _ -> {
                environment.metrics().notImplemented(unversioned);
                writer.write(Refusals.notFound());
            }
        }
    }

    private void authorise(Match.Found found) {
        writer.routed(found.route());
        if (found.route().open()) {
            limits.open(found, address())
                    .ifPresentOrElse(writer::write, () -> read(found, Optional.empty()));
            return;
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        then(
                environment.authenticator().authenticate(authorization, address()),
                outcome -> authorised(found, outcome));
    }

    private void authorised(Match.Found found, Authenticator.Outcome outcome) {
        switch (outcome) {
            case Authenticator.Outcome.Known(Identity identity) ->
                    limits.user(found, identity.user().id())
                            .ifPresentOrElse(
                                    writer::write, () -> read(found, Optional.of(identity)));
            case Authenticator.Outcome.Unknown _ -> {
                environment.metrics().unauthorized();
                writer.write(Refusals.unauthorized());
            }
            case Authenticator.Outcome.Banned(long retryMs) -> {
                environment.metrics().limitedByAddress();
                writer.write(LimitCheck.global(retryMs));
            }
        }
    }

    private void read(Match.Found found, Optional<Identity> identity) {
        if (request.getLength() == 0 || !mayHaveBody()) {
            call(found, identity, MissingNode.getInstance());
            return;
        }
        String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        then(
                BodyReader.read(request, environment.config().maxBodyBytes(), environment.budget())
                        .thenCompose(bytes -> environment.parser().parse(contentType, bytes)),
                parsed -> parsed(found, identity, parsed));
    }

    private void parsed(Match.Found found, Optional<Identity> identity, BodyParser.Parsed parsed) {
        switch (parsed) {
            case BodyParser.Parsed.Body(JsonNode json) -> call(found, identity, json);
            case BodyParser.Parsed.Bad(Reply reply) -> writer.write(reply);
        }
    }

    private void call(Match.Found found, Optional<Identity> identity, JsonNode body) {
        then(answer(found, identity, body), writer::write);
    }

    private CompletableFuture<Reply> answer(
            Match.Found found, Optional<Identity> identity, JsonNode body) {
        try {
            Fields query = Request.extractQueryParameters(request);
            Optional<String> reason =
                    AuditReason.decode(request.getHeaders().get("X-Audit-Log-Reason"));
            return found.route()
                    .handler()
                    .handle(new RestCall(found, identity, BodyParser.query(query), body, reason));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Goes on when the future is done; a failure, also of what comes next, ends the exchange.
    private <T> void then(CompletableFuture<T> future, Consumer<T> next) {
        CompletableFuture<Void> going = future.thenAccept(next);
        if (going.isDone() && !going.isCompletedExceptionally()) {
            return;
        }
        var _ =
                going.exceptionally(failure -> {
                    writer.write(failed(failure));
                    return null;
                });
    }

    private Reply failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return switch (cause) {
            case AccountsUnavailableException _ ->
                    Refusals.unavailable("Accounts are unavailable right now; try again", 0);
            case BodyReader.Unread unread -> unread(unread.fault());
            case HttpException _ -> Refusals.error(400, 0, "400: Bad Request");
            default -> {
                LOG.atError().setCause(cause).log("HTTP call failed");
                yield Refusals.internalError();
            }
        };
    }

    private Reply unread(BodyReader.Fault fault) {
        return switch (fault) {
            case TOO_LARGE -> {
                environment.metrics().tooLarge();
                yield Refusals.tooLarge();
            }
            case NO_BUDGET -> overloaded();
            case BROKEN_OFF -> Refusals.error(408, 0, "408: Request Timeout");
        };
    }

    private Reply overloaded() {
        environment.metrics().overloaded();
        return Refusals.unavailable("The server is overloaded; try again", 0);
    }

    private boolean mayHaveBody() {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> false;
            default -> true;
        };
    }

    private Reply wrongMethod(Match.WrongMethod wrong) {
        return request.getMethod().equals("OPTIONS")
                ? Reply.noContent().with("Allow", wrong.allow())
                : Refusals.methodNotAllowed(wrong.allow());
    }

    private static Reply notSnowflake(String param, String value) {
        FieldError error = FormErrors.notSnowflake(value);
        return Refusals.of(new Rejection(Reason.INVALID_FORM_BODY, Map.of(param, error), 0));
    }

    private String address() {
        return Request.getRemoteAddr(request);
    }
}
