package dev.guildhall.edge.session;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.Shard;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.protocol.GatewayLimits;
import dev.guildhall.edge.protocol.Intents;
import java.util.List;
import java.util.Optional;

/// What can be wrong with an identify, in the order in which it is looked at.
final class IdentifyCheck {

    private IdentifyCheck() {}

    /// The code to close with before anybody is asked who holds the token; empty when it is fine.
    static Optional<CloseCode> form(Identify identify) {
        if (identify.shard() != null && !identify.shard().valid()) {
            return Optional.of(CloseCode.INVALID_SHARD);
        }
        if (identify.intents() != null && !Intents.valid(identify.intents())) {
            return Optional.of(CloseCode.INVALID_INTENTS);
        }
        return Optional.empty();
    }

    /// The code to close with when this identity may not do so; `guilds` are those of its shard.
    static Optional<CloseCode> rights(Identify identify, Identity identity, List<GuildId> guilds) {
        if (identity.application().isEmpty()) {
            return Optional.empty(); // a person: no shards, no privileged intents
        }
        if (identify.intents() == null) {
            return Optional.of(CloseCode.INVALID_INTENTS);
        }
        int granted = Intents.granted(identity.application().get().flags());
        if ((identify.intents() & Intents.PRIVILEGED & ~granted) != 0) {
            return Optional.of(CloseCode.DISALLOWED_INTENTS);
        }
        return guilds.size() > GatewayLimits.GUILDS_PER_SHARD
                ? Optional.of(CloseCode.SHARDING_REQUIRED)
                : Optional.empty();
    }

    /// The guilds that belong to the identify's shard.
    static List<GuildId> covered(Identify identify, List<GuildId> guilds) {
        Shard shard = identify.shard();
        return shard == null ? guilds : guilds.stream().filter(shard::covers).toList();
    }
}
