package dev.guildhall.operator.observe;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.packing.GuildLoad;
import java.util.List;
import java.util.Map;

/// The last report of a pod.
///
/// @param grpc host:port, empty for edges
/// @param admin host:port
/// @param http host:port, empty for guild pods
/// @param loads what each of its guilds costs
/// @param blocked guilds that it could not take over because of another's lock
/// @param accountsBlocked whether another's lock keeps it from writing to the accounts
/// @param reportedAtMs Unix time of its arrival here
public record PodStatus(
        String pod,
        String grpc,
        String admin,
        String http,
        boolean ready,
        Map<GuildId, GuildLoad> loads,
        List<GuildId> blocked,
        boolean accountsBlocked,
        long sessions,
        long reportedAtMs) {

    /// Whether the operator has to look at once, rather than at the next tick.
    boolean differsFrom(PodStatus before) {
        return !grpc.equals(before.grpc)
                || !admin.equals(before.admin)
                || !http.equals(before.http)
                || ready != before.ready
                || accountsBlocked != before.accountsBlocked
                || !blocked.equals(before.blocked);
    }
}
