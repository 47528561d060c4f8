package dev.guildhall.operator.rpc;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.observe.PodStatus;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.Role;
import dev.guildhall.operator.plan.packing.GuildLoad;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.GuildAssignment;
import dev.guildhall.rpc.v1.Pod;
import dev.guildhall.rpc.v1.PodReport;
import dev.guildhall.rpc.v1.PoolMember;
import java.util.stream.Collectors;

/// Between the directory's messages and our records.
final class DirectoryCodec {

    private DirectoryCodec() {}

    static PodStatus fromProto(PodReport report, long nowMs) {
        return new PodStatus(
                report.getPod(),
                report.getGrpcAddress(),
                report.getAdminAddress(),
                report.getHttpAddress(),
                report.getReady(),
                report.getGuildsList().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> new GuildId(each.getGuildId()),
                                        DirectoryCodec::load,
                                        GuildLoad::most)),
                report.getBlockedGuildsList().stream().map(GuildId::new).toList(),
                report.getAccountsBlocked(),
                report.getSessions(),
                nowMs);
    }

    private static GuildLoad load(dev.guildhall.rpc.v1.GuildLoad proto) {
        return new GuildLoad(proto.getMembers(), proto.getOnline(), proto.getEventsPerSecond());
    }

    static Assignments toProto(RouteTable table) {
        Assignments.Builder proto = Assignments.newBuilder().setVersion(table.version());
        for (Plan.RoutedPod pod : table.routes().pods()) {
            Pod.Builder told =
                    Pod.newBuilder()
                            .setName(pod.pod())
                            .setRole(pod.role().label())
                            .setGrpcAddress(table.addresses().getOrDefault(pod.pod(), ""));
            if (pod.role() == Role.EDGE && pod.ordinal() != Plan.NOWHERE) {
                told.setOrdinal(pod.ordinal());
            }
            proto.addPods(told);
        }
        for (Plan.GuildRoute guild : table.routes().guilds()) {
            proto.addGuilds(
                    GuildAssignment.newBuilder()
                            .setGuildId(guild.guildId().value())
                            .setPod(guild.pod())
                            .setEpoch(guild.epoch()));
        }
        for (Plan.PoolRoute member : table.routes().pool()) {
            proto.addPool(
                    PoolMember.newBuilder()
                            .setPod(member.pod())
                            .setEpoch(member.epoch())
                            .setSlot(member.slot()));
        }
        return proto.build();
    }
}
