package dev.guildhall.edge.rest;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.rest.limit.Grant;
import dev.guildhall.edge.rest.limit.RateKey;
import dev.guildhall.edge.rest.limit.RateLimiter;
import dev.guildhall.edge.rest.limit.RateLimits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who calls, by the Authorization header: `Bot TOKEN`, `Bearer TOKEN` or the token alone.
///
/// What cannot be a token is refused without asking anybody. An address that failed too often is
/// refused too, but for tokens that held a short time ago: a forger behind the same proxy does not
/// lock out the others.
final class Authenticator {

    private static final int MAX_TOKEN = 2048;
    private static final int MAX_KNOWN = 20_000;
    private static final long KNOWN_NANOS = 600_000_000_000L;

    private final Accounts accounts;
    private final RateLimiter limiter;
    private final RateLimits limits;
    private final Ticker ticker;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile long knownSinceNanos;

    Authenticator(Accounts accounts, RateLimiter limiter, RateLimits limits, Ticker ticker) {
        this.accounts = accounts;
        this.limiter = limiter;
        this.limits = limits;
        this.ticker = ticker;
        this.knownSinceNanos = ticker.nanos();
    }

    /// Who it was found to be.
    sealed interface Outcome {

        record Known(Identity identity) implements Outcome {}

        record Unknown() implements Outcome {}

        /// The address may try again after `retryMs`.
        record Banned(long retryMs) implements Outcome {}
    }

    /// Fails with `AccountsUnavailableException` only.
    CompletableFuture<Outcome> authenticate(@Nullable String authorization, String address) {
        String token = authorization == null ? "" : token(authorization);
        if (!plausible(token)) {
            return CompletableFuture.completedFuture(new Outcome.Unknown());
        }
        RateKey.Failures key = new RateKey.Failures(address);
        if (limits.enabled() && !known.contains(token)) {
            Grant grant = limiter.peek(key, limits.failures());
            if (!grant.allowed()) {
                return CompletableFuture.completedFuture(new Outcome.Banned(grant.resetAfterMs()));
            }
        }
        return accounts.authenticate(token).thenApply(found -> outcome(found, token, key));
    }

    private Outcome outcome(Optional<Identity> found, String token, RateKey.Failures key) {
        if (found.isPresent()) {
            remember(token);
            return new Outcome.Known(found.get());
        }
        known.remove(token);
        limiter.take(key, limits.failures());
        return new Outcome.Unknown();
    }

    private void remember(String token) {
        long now = ticker.nanos();
        if (known.size() >= MAX_KNOWN || now - knownSinceNanos > KNOWN_NANOS) {
            known.clear();
            knownSinceNanos = now;
        }
        if (!known.contains(token)) {
            known.add(token);
        }
    }

    private static String token(String authorization) {
        String value = authorization.strip();
        int space = value.indexOf(' ');
        if (space < 0) {
            return value;
        }
        String scheme = value.substring(0, space);
        boolean understood = scheme.equalsIgnoreCase("Bot") || scheme.equalsIgnoreCase("Bearer");
        return understood ? value.substring(space + 1).strip() : "";
    }

    /// Three parts with dots between them, of printable ASCII.
    private static boolean plausible(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
            dots += c == '.' ? 1 : 0;
        }
        return dots == 2;
    }
}
