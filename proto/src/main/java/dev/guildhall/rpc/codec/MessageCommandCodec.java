package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.CommandProto;
import dev.guildhall.rpc.v1.EmbedsPatchProto;
import dev.guildhall.rpc.v1.MessagesDeletedProto;
import java.util.List;

/// Commands about messages, pins and reactions.
final class MessageCommandCodec {

    private MessageCommandCodec() {}

    static CommandProto.CreateMessage toProto(Command.CreateMessage command) {
        CommandProto.CreateMessage.Builder proto =
                CommandProto.CreateMessage.newBuilder()
                        .setChannelId(command.channelId().value())
                        .setContent(command.content())
                        .setTts(command.tts())
                        .setFlags(command.flags())
                        .setNonceEnforced(command.nonceEnforced())
                        .setFailIfMissing(command.failIfMissing());
        command.embeds().forEach(embed -> proto.addEmbeds(EmbedCodec.toProto(embed)));
        Fields.set(command.nonce(), proto::setNonce);
        Fields.set(command.replyTo(), id -> proto.setReplyTo(id.value()));
        Fields.set(command.allowedMentions(), it -> proto.setAllowedMentions(toProto(it)));
        return proto.build();
    }

    static Command.CreateMessage fromProto(CommandProto.CreateMessage proto) {
        return new Command.CreateMessage(
                new ChannelId(proto.getChannelId()),
                proto.getContent(),
                proto.getEmbedsList().stream().map(EmbedCodec::fromProto).toList(),
                proto.getTts(),
                proto.getFlags(),
                proto.hasNonce() ? proto.getNonce() : null,
                proto.getNonceEnforced(),
                proto.hasReplyTo() ? new MessageId(proto.getReplyTo()) : null,
                proto.getFailIfMissing(),
                proto.hasAllowedMentions() ? fromProto(proto.getAllowedMentions()) : null);
    }

    private static CommandProto.AllowedMentions toProto(Command.AllowedMentions mentions) {
        return CommandProto.AllowedMentions.newBuilder()
                .setParseUsers(mentions.parseUsers())
                .setParseRoles(mentions.parseRoles())
                .setParseEveryone(mentions.parseEveryone())
                .addAllUsers(Fields.toLongs(mentions.users(), UserId::value))
                .addAllRoles(Fields.toLongs(mentions.roles(), RoleId::value))
                .setRepliedUser(mentions.repliedUser())
                .build();
    }

    private static Command.AllowedMentions fromProto(CommandProto.AllowedMentions proto) {
        return new Command.AllowedMentions(
                proto.getParseUsers(),
                proto.getParseRoles(),
                proto.getParseEveryone(),
                Fields.fromLongs(proto.getUsersList(), UserId::new),
                Fields.fromLongs(proto.getRolesList(), RoleId::new),
                proto.getRepliedUser());
    }

    static CommandProto.EditMessage toProto(Command.EditMessage command) {
        CommandProto.EditMessage.Builder proto =
                CommandProto.EditMessage.newBuilder()
                        .setChannelId(command.channelId().value())
                        .setMessageId(command.messageId().value());
        Fields.set(command.content(), proto::setContent);
        Fields.set(
                command.embeds(),
                embeds ->
                        proto.setEmbeds(
                                EmbedsPatchProto.newBuilder()
                                        .addAllEmbeds(
                                                embeds.stream()
                                                        .map(EmbedCodec::toProto)
                                                        .toList())));
        Fields.set(command.flags(), proto::setFlags);
        return proto.build();
    }

    static Command.EditMessage fromProto(CommandProto.EditMessage proto) {
        return new Command.EditMessage(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                proto.hasContent() ? proto.getContent() : null,
                proto.hasEmbeds()
                        ? proto.getEmbeds().getEmbedsList().stream()
                                .map(EmbedCodec::fromProto)
                                .toList()
                        : null,
                proto.hasFlags() ? proto.getFlags() : null);
    }

    static MessagesDeletedProto toProto(Command.DeleteMessage command) {
        return MessageEventCodec.deleted(command.channelId(), List.of(command.messageId()));
    }

    static Command.DeleteMessage delete(MessagesDeletedProto proto) {
        return new Command.DeleteMessage(
                new ChannelId(proto.getChannelId()), MessageEventCodec.onlyId(proto));
    }

    static Command.BulkDeleteMessages bulkDelete(MessagesDeletedProto proto) {
        return new Command.BulkDeleteMessages(
                new ChannelId(proto.getChannelId()),
                Fields.fromLongs(proto.getMessageIdsList(), MessageId::new));
    }

    static CommandProto.SetMessagePinned toProto(Command.SetMessagePinned command) {
        return CommandProto.SetMessagePinned.newBuilder()
                .setChannelId(command.channelId().value())
                .setMessageId(command.messageId().value())
                .setPinned(command.pinned())
                .build();
    }

    static Command.SetMessagePinned fromProto(CommandProto.SetMessagePinned proto) {
        return new Command.SetMessagePinned(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                proto.getPinned());
    }

    static CommandProto.MessageReaction toProto(Command.AddReaction command) {
        return reaction(command.channelId(), command.messageId())
                .setEmoji(MessageCodec.toProto(command.emoji()))
                .build();
    }

    static CommandProto.MessageReaction toProto(Command.RemoveReaction command) {
        return reaction(command.channelId(), command.messageId())
                .setEmoji(MessageCodec.toProto(command.emoji()))
                .setUserId(command.userId().value())
                .build();
    }

    static CommandProto.MessageReaction toProto(Command.ClearReactions command) {
        CommandProto.MessageReaction.Builder proto =
                reaction(command.channelId(), command.messageId());
        Fields.set(command.emoji(), emoji -> proto.setEmoji(MessageCodec.toProto(emoji)));
        return proto.build();
    }

    private static CommandProto.MessageReaction.Builder reaction(
            ChannelId channelId, MessageId messageId) {
        return CommandProto.MessageReaction.newBuilder()
                .setChannelId(channelId.value())
                .setMessageId(messageId.value());
    }

    static Command.AddReaction addReaction(CommandProto.MessageReaction proto) {
        Fields.require(proto.hasEmoji(), "add_reaction.emoji");
        return new Command.AddReaction(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                MessageCodec.fromProto(proto.getEmoji()));
    }

    static Command.RemoveReaction removeReaction(CommandProto.MessageReaction proto) {
        Fields.require(proto.hasEmoji(), "remove_reaction.emoji");
        Fields.require(proto.hasUserId(), "remove_reaction.user_id");
        return new Command.RemoveReaction(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                MessageCodec.fromProto(proto.getEmoji()),
                new UserId(proto.getUserId()));
    }

    static Command.ClearReactions clearReactions(CommandProto.MessageReaction proto) {
        return new Command.ClearReactions(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                proto.hasEmoji() ? MessageCodec.fromProto(proto.getEmoji()) : null);
    }
}
