package dev.guildhall.operator.observe;

import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.placement.Placement.Member;
import dev.guildhall.common.placement.Placement.Owner;
import dev.guildhall.operator.plan.Plan;
import java.util.Map;
import java.util.stream.Collectors;

/// What is published to all pods: who hosts what, and where to reach them.
///
/// @param version grows with every change, also over restarts of the operator
/// @param addresses gRPC host:port of guild pods that have reported
public record RouteTable(long version, Plan.Routes routes, Map<String, String> addresses) {

    public RouteTable {
        addresses = Map.copyOf(addresses);
    }

    /// As pods and the command line read it.
    public Placement placement() {
        return new Placement(
                version,
                addresses,
                routes.guilds().stream()
                        .collect(
                                Collectors.toMap(
                                        Plan.GuildRoute::guildId,
                                        each -> new Owner(each.pod(), each.epoch()))),
                routes.pool().stream()
                        .map(each -> new Member(each.slot(), new Owner(each.pod(), each.epoch())))
                        .toList());
    }
}
