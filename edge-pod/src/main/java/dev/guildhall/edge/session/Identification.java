package dev.guildhall.edge.session;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.CloseCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Looks up who identifies and decides whether they may. Safe for many threads.
final class Identification {

    /// What an identify leads to.
    sealed interface Outcome {

        /// A session may begin. `guilds` and `directs` are those of the identify's shard.
        record Admitted(Identity identity, List<GuildId> guilds, List<GuildId> directs)
                implements Outcome {}

        /// The connection is to be closed.
        record Refused(CloseCode code) implements Outcome {}

        /// Too many identifies: the client is to try again soon, on this connection.
        record TooMany() implements Outcome {}
    }

    private final Accounts accounts;
    private final IdentifyLimiter limiter;

    Identification(Accounts accounts, IdentifyLimiter limiter) {
        this.accounts = accounts;
        this.limiter = limiter;
    }

    /// Never completes exceptionally: while the accounts are away the client is refused with a code
    /// after which it comes back.
    CompletableFuture<Outcome> of(Identify identify, Moment now) {
        Optional<CloseCode> fault = IdentifyCheck.form(identify);
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Refused(fault.get()));
        }
        return accounts.authenticate(identify.token())
                .thenCompose(identity -> decide(identify, identity, now))
                .exceptionally(_ -> new Outcome.Refused(CloseCode.UNKNOWN_ERROR));
    }

    private CompletableFuture<Outcome> decide(
            Identify identify, Optional<Identity> identity, Moment now) {
        if (identity.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(CloseCode.AUTHENTICATION_FAILED));
        }
        return accounts.guildsOfUser(identity.get().user().id())
                .thenCombine(
                        accounts.directChannelsOfUser(identity.get().user().id()),
                        (guilds, directs) ->
                                decide(identify, identity.get(), guilds, directs, now));
    }

    private Outcome decide(
            Identify identify,
            Identity identity,
            List<GuildId> guilds,
            List<GuildId> directs,
            Moment now) {
        List<GuildId> covered = IdentifyCheck.covered(identify, guilds);
        Optional<CloseCode> fault = IdentifyCheck.rights(identify, identity, covered);
        if (fault.isPresent()) {
            return new Outcome.Refused(fault.get());
        }
        return limiter.accept(identity.user().id(), now.ms())
                ? new Outcome.Admitted(identity, covered, IdentifyCheck.covered(identify, directs))
                : new Outcome.TooMany();
    }
}
