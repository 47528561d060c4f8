package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.rpc.v1.EmojiProto;
import dev.guildhall.rpc.v1.MessageProto;
import dev.guildhall.rpc.v1.MessageReferenceProto;
import dev.guildhall.rpc.v1.ReactionProto;

/// Messages and their reactions. See [Fields] for what is refused.
public final class MessageCodec {

    private MessageCodec() {}

    public static EmojiProto toProto(Emoji emoji) {
        EmojiProto.Builder proto = EmojiProto.newBuilder().setName(emoji.name());
        Fields.set(emoji.id(), proto::setId);
        return proto.build();
    }

    public static Emoji fromProto(EmojiProto proto) {
        return new Emoji(proto.hasId() ? proto.getId() : null, proto.getName());
    }

    public static ReactionProto toProto(Reaction reaction) {
        return ReactionProto.newBuilder()
                .setEmoji(toProto(reaction.emoji()))
                .setCount(reaction.count())
                .setMe(reaction.me())
                .build();
    }

    public static Reaction fromProto(ReactionProto proto) {
        Fields.require(proto.hasEmoji(), "reaction.emoji");
        return new Reaction(fromProto(proto.getEmoji()), proto.getCount(), proto.getMe());
    }

    public static MessageReferenceProto toProto(MessageReference reference) {
        return MessageReferenceProto.newBuilder()
                .setChannelId(reference.channelId().value())
                .setMessageId(reference.messageId().value())
                .build();
    }

    public static MessageReference fromProto(MessageReferenceProto proto) {
        return new MessageReference(
                new ChannelId(proto.getChannelId()), new MessageId(proto.getMessageId()));
    }

    public static MessageProto toProto(Message message) {
        MessageProto.Builder proto =
                MessageProto.newBuilder()
                        .setId(message.id().value())
                        .setChannelId(message.channelId().value())
                        .setType(message.type().code())
                        .setAuthor(EntityCodec.toProto(message.author()))
                        .setContent(message.content())
                        .setCreatedAtMs(message.createdAtMs())
                        .setFlags(message.flags())
                        .setTts(message.tts())
                        .setMentionEveryone(message.mentionEveryone())
                        .setPinned(message.pinned());
        message.mentionRoleIds().forEach(id -> proto.addMentionRoleIds(id.value()));
        message.mentions().forEach(user -> proto.addMentions(EntityCodec.toProto(user)));
        message.embeds().forEach(embed -> proto.addEmbeds(EmbedCodec.toProto(embed)));
        message.reactions().forEach(reaction -> proto.addReactions(toProto(reaction)));
        Fields.set(message.editedAtMs(), proto::setEditedAtMs);
        Fields.set(message.nonce(), proto::setNonce);
        Fields.set(message.reference(), reference -> proto.setReference(toProto(reference)));
        Fields.set(message.referenced(), referenced -> proto.setReferenced(toProto(referenced)));
        return proto.build();
    }

    public static Message fromProto(MessageProto proto) {
        Fields.require(proto.hasAuthor(), "message.author");
        return new Message(
                new MessageId(proto.getId()),
                new ChannelId(proto.getChannelId()),
                type(proto.getType()),
                EntityCodec.fromProto(proto.getAuthor()),
                proto.getContent(),
                proto.getCreatedAtMs(),
                proto.hasEditedAtMs() ? proto.getEditedAtMs() : null,
                proto.getFlags(),
                proto.getTts(),
                proto.getMentionEveryone(),
                proto.getMentionsList().stream().map(EntityCodec::fromProto).toList(),
                Fields.fromLongs(proto.getMentionRoleIdsList(), RoleId::new),
                proto.getEmbedsList().stream().map(EmbedCodec::fromProto).toList(),
                proto.getPinned(),
                proto.hasNonce() ? proto.getNonce() : null,
                proto.hasReference() ? fromProto(proto.getReference()) : null,
                proto.hasReferenced() ? fromProto(proto.getReferenced()) : null,
                proto.getReactionsList().stream().map(MessageCodec::fromProto).toList());
    }

    private static MessageType type(int code) {
        return switch (code) {
            case 0 -> MessageType.DEFAULT;
            case 6 -> MessageType.CHANNEL_PINNED_MESSAGE;
            case 7 -> MessageType.USER_JOIN;
            case 19 -> MessageType.REPLY;
            default -> throw Fields.unknown("message.type", code);
        };
    }
}
