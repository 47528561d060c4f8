package dev.guildhall.guild.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.codec.EventCodec;
import dev.guildhall.rpc.codec.MessageCodec;
import dev.guildhall.rpc.v1.BanProto;
import dev.guildhall.rpc.v1.ContentRecordProto;
import dev.guildhall.rpc.v1.GuildHeadProto;
import dev.guildhall.rpc.v1.MessageReferenceProto;
import dev.guildhall.rpc.v1.ReactorsProto;
import dev.guildhall.rpc.v1.RecentNonceProto;
import dev.guildhall.rpc.v1.StoredMessageProto;

/// The content of guilds as `backup.proto` has it.
public final class ProtoContentBytes implements ContentBytes {

    @Override
    public byte[] of(ContentRecord item) {
        ContentRecordProto.Builder to = ContentRecordProto.newBuilder();
        switch (item) {
            case ContentRecord.MemberPut r -> to.setMember(EntityCodec.toProto(r.member()));
            case ContentRecord.MemberGone r -> to.setMemberGone(r.userId().value());
            case ContentRecord.FormerMember r -> to.setFormerMember(EntityCodec.toProto(r.user()));
            case ContentRecord.BanPut r -> to.setBan(ban(r.ban()));
            case ContentRecord.BanGone r -> to.setBanGone(r.userId().value());
            case ContentRecord.MessagePut r -> to.setMessage(message(r.message()));
            case ContentRecord.MessageGone r ->
                    to.setMessageGone(
                            MessageReferenceProto.newBuilder()
                                    .setChannelId(r.channelId().value())
                                    .setMessageId(r.messageId().value()));
            case ContentRecord.ChannelGone r -> to.setChannelGone(r.channelId().value());
            case ContentRecord.Head r -> to.setHead(head(r.head()));
        }
        return to.build().toByteArray();
    }

    private static BanProto ban(Result.Ban ban) {
        BanProto.Builder to = BanProto.newBuilder().setUser(EntityCodec.toProto(ban.user()));
        if (ban.reason() != null) {
            to.setReason(ban.reason());
        }
        return to.build();
    }

    private static StoredMessageProto message(StoredMessage stored) {
        StoredMessageProto.Builder to =
                StoredMessageProto.newBuilder().setMessage(MessageCodec.toProto(stored.message()));
        if (stored.pinnedAtMs() != null) {
            to.setPinnedAtMs(stored.pinnedAtMs());
        }
        for (StoredMessage.Reactors each : stored.reactors()) {
            ReactorsProto.Builder reactors =
                    ReactorsProto.newBuilder().setEmoji(MessageCodec.toProto(each.emoji()));
            each.userIds().forEach(id -> reactors.addUserIds(id.value()));
            to.addReactors(reactors);
        }
        return to.build();
    }

    private static GuildHeadProto head(GuildHead head) {
        GuildHeadProto.Builder to =
                GuildHeadProto.newBuilder()
                        .setGuild(EntityCodec.toProto(head.guild()))
                        .setSeq(head.last().seq())
                        .setLastEvent(EventCodec.toProto(head.last().event()));
        head.roles().forEach(role -> to.addRoles(EntityCodec.toProto(role)));
        head.channels().forEach(channel -> to.addChannels(EntityCodec.toProto(channel)));
        for (RecentNonce each : head.recentNonces()) {
            to.addRecentNonces(
                    RecentNonceProto.newBuilder()
                            .setChannelId(each.channelId().value())
                            .setAuthorId(each.authorId().value())
                            .setNonce(each.nonce())
                            .setMessageId(each.messageId().value()));
        }
        return to.build();
    }

    @Override
    public ContentRecord content(byte[] bytes) {
        ContentRecordProto from;
        try {
            from = ContentRecordProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the bytes are no record of a backup", e);
        }
        return switch (from.getRecordCase()) {
            case MEMBER -> new ContentRecord.MemberPut(EntityCodec.fromProto(from.getMember()));
            case MEMBER_GONE -> new ContentRecord.MemberGone(new UserId(from.getMemberGone()));
            case FORMER_MEMBER ->
                    new ContentRecord.FormerMember(EntityCodec.fromProto(from.getFormerMember()));
            case BAN -> new ContentRecord.BanPut(ban(from.getBan()));
            case BAN_GONE -> new ContentRecord.BanGone(new UserId(from.getBanGone()));
            case MESSAGE -> new ContentRecord.MessagePut(message(from.getMessage()));
            case MESSAGE_GONE ->
                    new ContentRecord.MessageGone(
                            new ChannelId(from.getMessageGone().getChannelId()),
                            new MessageId(from.getMessageGone().getMessageId()));
            case CHANNEL_GONE ->
                    new ContentRecord.ChannelGone(new ChannelId(from.getChannelGone()));
            case HEAD -> new ContentRecord.Head(head(from.getHead()));
            case RECORD_NOT_SET ->
                    throw new IllegalArgumentException(
                            "a record of a kind that only newer programs know");
        };
    }

    private static Result.Ban ban(BanProto from) {
        return new Result.Ban(
                EntityCodec.fromProto(from.getUser()), from.hasReason() ? from.getReason() : null);
    }

    private static StoredMessage message(StoredMessageProto from) {
        return new StoredMessage(
                MessageCodec.fromProto(from.getMessage()),
                from.hasPinnedAtMs() ? from.getPinnedAtMs() : null,
                from.getReactorsList().stream()
                        .map(each ->
                                new StoredMessage.Reactors(
                                        MessageCodec.fromProto(each.getEmoji()),
                                        each.getUserIdsList().stream().map(UserId::new).toList()))
                        .toList());
    }

    private static GuildHead head(GuildHeadProto from) {
        Event.Durable last = EventCodec.durableFromProto(from.getLastEvent());
        return new GuildHead(
                EntityCodec.fromProto(from.getGuild()),
                from.getRolesList().stream().map(EntityCodec::fromProto).toList(),
                from.getChannelsList().stream().map(EntityCodec::fromProto).toList(),
                from.getRecentNoncesList().stream().map(ProtoContentBytes::nonce).toList(),
                new LogEntry(from.getSeq(), last));
    }

    private static RecentNonce nonce(RecentNonceProto from) {
        return new RecentNonce(
                new ChannelId(from.getChannelId()),
                new UserId(from.getAuthorId()),
                from.getNonce(),
                new MessageId(from.getMessageId()));
    }
}
