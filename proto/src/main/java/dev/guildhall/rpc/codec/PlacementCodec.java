package dev.guildhall.rpc.codec;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.GuildAssignment;
import dev.guildhall.rpc.v1.Pod;
import dev.guildhall.rpc.v1.PoolMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Between [Placement] and the operator's `Assignments`.
public final class PlacementCodec {

    private PlacementCodec() {}

    public static Placement fromProto(Assignments assignments) {
        Map<String, String> addresses = new HashMap<>();
        for (Pod pod : assignments.getPodsList()) {
            if (!pod.getGrpcAddress().isEmpty()) {
                addresses.put(pod.getName(), pod.getGrpcAddress());
            }
        }
        Map<GuildId, Placement.Owner> guilds = new HashMap<>();
        for (GuildAssignment guild : assignments.getGuildsList()) {
            guilds.put(
                    new GuildId(guild.getGuildId()),
                    new Placement.Owner(guild.getPod(), guild.getEpoch()));
        }
        List<Placement.Member> pool =
                assignments.getPoolList().stream().map(PlacementCodec::member).toList();
        return new Placement(assignments.getVersion(), addresses, guilds, pool);
    }

    private static Placement.Member member(PoolMember member) {
        return new Placement.Member(
                member.getSlot().isEmpty() ? member.getPod() : member.getSlot(),
                new Placement.Owner(member.getPod(), member.getEpoch()));
    }
}
