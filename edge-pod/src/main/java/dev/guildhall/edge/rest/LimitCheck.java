package dev.guildhall.edge.rest;

import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rest.RestHandler.Environment;
import dev.guildhall.edge.rest.call.Match;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.Route;
import dev.guildhall.edge.rest.limit.Grant;
import dev.guildhall.edge.rest.limit.RateKey;
import dev.guildhall.edge.rest.limit.RateLimits;
import java.util.Optional;

/// Asks the limits that a request falls under and puts their headers on its answer.
///
/// Source: <https://discord.com/developers/docs/topics/rate-limits>
final class LimitCheck {

    private final Environment environment;
    private final ResponseWriter writer;
    private final RateLimits limits;

    LimitCheck(Environment environment, ResponseWriter writer) {
        this.environment = environment;
        this.writer = writer;
        this.limits = environment.config().rateLimits();
    }

    /// The refusal, when a user asks too often: in all, or of this route.
    Optional<Reply> user(Match.Found found, UserId userId) {
        if (!limits.enabled()) {
            return Optional.empty();
        }
        Grant global =
                environment.limiter().take(new RateKey.Global(userId.value()), limits.global());
        if (!global.allowed()) {
            environment.metrics().limitedGlobally();
            return Optional.of(global(global.resetAfterMs()));
        }
        Route route = found.route();
        long major = route.hasMajorParameter() ? found.ids()[0] : 0;
        return bucket(route, new RateKey.Bucket(userId.value(), route.index(), major));
    }

    /// The refusal, when an address asks too often of a route that needs no token.
    Optional<Reply> open(Match.Found found, String address) {
        if (!limits.enabled()) {
            return Optional.empty();
        }
        Route route = found.route();
        return bucket(route, new RateKey.Open(address, route.index()));
    }

    /// The refusal of a limit over all calls.
    static Reply global(long retryMs) {
        return Refusals.rateLimited(retryMs, true)
                .with("X-RateLimit-Global", "true")
                .with("X-RateLimit-Scope", "global");
    }

    private Optional<Reply> bucket(Route route, RateKey key) {
        Grant grant = environment.limiter().take(key, limits.of(route.rateClass()));
        writer.limited(route, grant, environment.ticker().unixMs());
        if (grant.allowed()) {
            return Optional.empty();
        }
        environment.metrics().limitedByBucket();
        return Optional.of(
                Refusals.rateLimited(grant.resetAfterMs(), false)
                        .with("X-RateLimit-Scope", "user"));
    }
}
