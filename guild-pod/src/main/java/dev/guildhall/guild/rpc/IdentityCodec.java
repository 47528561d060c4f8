package dev.guildhall.guild.rpc;

import dev.guildhall.guild.accounts.Identity;
import dev.guildhall.guild.accounts.ListedGuild;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.v1.ApplicationProto;
import dev.guildhall.rpc.v1.IdentityProto;
import dev.guildhall.rpc.v1.ListGuildsReply;

/// What the accounts store knows, as protobuf.
final class IdentityCodec {

    private IdentityCodec() {}

    static IdentityProto toProto(Identity identity) {
        IdentityProto.Builder proto =
                IdentityProto.newBuilder().setUser(EntityCodec.toProto(identity.user()));
        identity.application().ifPresent(it -> proto.setApplication(toProto(it)));
        return proto.build();
    }

    static ListGuildsReply.Entry toProto(ListedGuild guild) {
        return ListGuildsReply.Entry.newBuilder()
                .setGuildId(guild.id().value())
                .setName(guild.name())
                .setOwnerId(guild.ownerId().value())
                .setKind(EntityCodec.toProto(guild.kind()))
                .build();
    }

    private static ApplicationProto toProto(Identity.Application application) {
        ApplicationProto.Builder proto =
                ApplicationProto.newBuilder()
                        .setId(application.id().value())
                        .setName(application.name())
                        .setDescription(application.description())
                        .setFlags(application.flags())
                        .setVerifyKey(application.verifyKey());
        if (application.owner() != null) {
            proto.setOwner(EntityCodec.toProto(application.owner()));
        }
        return proto.build();
    }
}
