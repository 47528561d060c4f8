package dev.guildhall.guild.rpc;

import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.rpc.v1.PodReport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Who the pod is in its reports to the operator, and whether it can write to the accounts.
public record PodIdentity(
        String pod,
        String grpcAddress,
        String adminAddress,
        GuildHost host,
        BooleanSupplier accountsBlocked)
        implements Supplier<PodReport> {

    @Override
    public PodReport get() {
        return PodReport.newBuilder()
                .setPod(pod)
                .setRole("guild")
                .setGrpcAddress(grpcAddress)
                .setAdminAddress(adminAddress)
                .setReady(!host.draining())
                .setAccountsBlocked(accountsBlocked.getAsBoolean())
                .build();
    }
}
