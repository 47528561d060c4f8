package dev.guildhall.edge.gateway;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.session.GatewaySession;
import dev.guildhall.edge.session.SessionMeter.Bound;
import java.util.ArrayDeque;
import java.util.List;

/// Looks again, every ten seconds or as fast as its bound allows, which guilds the users with
/// sessions are in, and whether their tokens are still good: joins and revocations that happened
/// elsewhere. One thread calls it, once a second.
final class MembershipWatch {

    private final GatewayParts parts;
    private final GatewaySessions sessions;
    private final ArrayDeque<UserId> round = new ArrayDeque<>();
    private int sinceRound;
    private int perSecond;

    MembershipWatch(GatewayParts parts, GatewaySessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
    }

    /// One second's share of a round.
    void second() {
        sinceRound++;
        if (round.isEmpty() && sinceRound >= parts.options().membershipSeconds()) {
            round.addAll(sessions.users());
            sinceRound = 0;
            int wanted = Math.ceilDiv(round.size(), parts.options().membershipSeconds());
            perSecond = Math.min(Math.max(wanted, 1), parts.options().membershipChecks());
            if (wanted > perSecond) {
                parts.metrics().bound(Bound.MEMBERSHIP_CHECKS);
            }
        }
        for (int i = 0; i < perSecond && !round.isEmpty(); i++) {
            check(round.removeFirst());
        }
    }

    /// Failures mean that no guild pod answers: the next round asks again.
    private void check(UserId userId) {
        Accounts accounts = parts.accounts();
        accounts.guildsOfUser(userId)
                .thenAccept(guilds -> open(userId, guilds))
                .exceptionally(_ -> null);
        accounts.directChannelsOfUser(userId)
                .thenAccept(directs -> open(userId, directs))
                .exceptionally(_ -> null);
        for (SessionHandle handle : sessions.of(userId)) {
            accounts.authenticate(handle.token())
                    .thenAccept(identity -> {
                        if (identity.isEmpty()) {
                            handle.post(GatewaySession::revoked);
                        }
                    })
                    .exceptionally(_ -> null);
        }
    }

    private void open(UserId userId, List<GuildId> guilds) {
        if (!guilds.isEmpty()) {
            for (SessionHandle handle : sessions.of(userId)) {
                handle.post(session -> guilds.forEach(session::joined));
            }
        }
    }
}
