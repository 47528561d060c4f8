package dev.guildhall.edge.rest.call;

import java.util.concurrent.CompletableFuture;

/// Answers the calls of one route. Never blocks; a future that fails is a bug or
/// `AccountsUnavailableException`.
@FunctionalInterface
public interface RouteHandler {

    CompletableFuture<Reply> handle(RestCall call);
}
