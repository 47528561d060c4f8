package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.MemberProto;
import dev.guildhall.rpc.v1.MessageEventProto;
import dev.guildhall.rpc.v1.MessagesDeletedProto;
import dev.guildhall.rpc.v1.PinChangedProto;
import dev.guildhall.rpc.v1.ReactionEventProto;
import dev.guildhall.rpc.v1.TypingStartedProto;
import dev.guildhall.rpc.v1.VoiceStateChangedProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a channel: messages, pins, reactions, typing, voice.
final class MessageEventCodec {

    private MessageEventCodec() {}

    static MessageEventProto created(Event.MessageCreated event) {
        MessageEventProto.Builder proto =
                MessageEventProto.newBuilder()
                        .setMessage(MessageCodec.toProto(event.message()))
                        .setNonceEnforced(event.nonceEnforced());
        Fields.set(event.member(), member -> proto.setMember(EntityCodec.toProto(member)));
        return proto.build();
    }

    static Event.MessageCreated created(MessageEventProto proto) {
        Fields.require(proto.hasMessage(), "message_created.message");
        return new Event.MessageCreated(
                MessageCodec.fromProto(proto.getMessage()),
                member(proto.hasMember(), proto.getMember()),
                proto.getNonceEnforced());
    }

    static MessageEventProto updated(Event.MessageUpdated event) {
        MessageEventProto.Builder proto =
                MessageEventProto.newBuilder().setMessage(MessageCodec.toProto(event.message()));
        Fields.set(event.member(), member -> proto.setMember(EntityCodec.toProto(member)));
        return proto.build();
    }

    static Event.MessageUpdated updated(MessageEventProto proto) {
        Fields.require(proto.hasMessage(), "message_updated.message");
        return new Event.MessageUpdated(
                MessageCodec.fromProto(proto.getMessage()),
                member(proto.hasMember(), proto.getMember()));
    }

    static MessagesDeletedProto deleted(Event.MessageDeleted event) {
        return deleted(event.channelId(), List.of(event.messageId()));
    }

    static MessagesDeletedProto deleted(ChannelId channelId, List<MessageId> messageIds) {
        return MessagesDeletedProto.newBuilder()
                .setChannelId(channelId.value())
                .addAllMessageIds(Fields.toLongs(messageIds, MessageId::value))
                .build();
    }

    static Event.MessageDeleted deleted(MessagesDeletedProto proto) {
        return new Event.MessageDeleted(new ChannelId(proto.getChannelId()), onlyId(proto));
    }

    /// The one id of a message that speaks of exactly one.
    static MessageId onlyId(MessagesDeletedProto proto) {
        if (proto.getMessageIdsCount() != 1) {
            throw new IllegalArgumentException("message_deleted.message_ids is not exactly one");
        }
        return new MessageId(proto.getMessageIds(0));
    }

    static Event.MessagesBulkDeleted bulkDeleted(MessagesDeletedProto proto) {
        return new Event.MessagesBulkDeleted(
                new ChannelId(proto.getChannelId()),
                Fields.fromLongs(proto.getMessageIdsList(), MessageId::new));
    }

    static PinChangedProto pinChanged(Event.MessagePinChanged event) {
        return PinChangedProto.newBuilder()
                .setMessage(MessageCodec.toProto(event.message()))
                .setPinned(event.pinned())
                .setAtMs(event.atMs())
                .build();
    }

    static Event.MessagePinChanged pinChanged(PinChangedProto proto) {
        Fields.require(proto.hasMessage(), "message_pin_changed.message");
        return new Event.MessagePinChanged(
                MessageCodec.fromProto(proto.getMessage()), proto.getPinned(), proto.getAtMs());
    }

    static ReactionEventProto reaction(Event.ReactionAdded event) {
        ReactionEventProto.Builder proto =
                reaction(event.channelId(), event.messageId())
                        .setMessageAuthorId(event.messageAuthorId().value())
                        .setUserId(event.userId().value())
                        .setEmoji(MessageCodec.toProto(event.emoji()));
        Fields.set(event.member(), member -> proto.setMember(EntityCodec.toProto(member)));
        return proto.build();
    }

    static ReactionEventProto reaction(Event.ReactionRemoved event) {
        return reaction(event.channelId(), event.messageId())
                .setUserId(event.userId().value())
                .setEmoji(MessageCodec.toProto(event.emoji()))
                .build();
    }

    static ReactionEventProto reaction(Event.ReactionsCleared event) {
        ReactionEventProto.Builder proto = reaction(event.channelId(), event.messageId());
        Fields.set(event.emoji(), emoji -> proto.setEmoji(MessageCodec.toProto(emoji)));
        return proto.build();
    }

    private static ReactionEventProto.Builder reaction(ChannelId channelId, MessageId messageId) {
        return ReactionEventProto.newBuilder()
                .setChannelId(channelId.value())
                .setMessageId(messageId.value());
    }

    static Event.ReactionAdded reactionAdded(ReactionEventProto proto) {
        Fields.require(proto.hasMessageAuthorId(), "reaction_added.message_author_id");
        Fields.require(proto.hasUserId(), "reaction_added.user_id");
        Fields.require(proto.hasEmoji(), "reaction_added.emoji");
        return new Event.ReactionAdded(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                new UserId(proto.getMessageAuthorId()),
                new UserId(proto.getUserId()),
                member(proto.hasMember(), proto.getMember()),
                MessageCodec.fromProto(proto.getEmoji()));
    }

    static Event.ReactionRemoved reactionRemoved(ReactionEventProto proto) {
        Fields.require(proto.hasUserId(), "reaction_removed.user_id");
        Fields.require(proto.hasEmoji(), "reaction_removed.emoji");
        return new Event.ReactionRemoved(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                new UserId(proto.getUserId()),
                MessageCodec.fromProto(proto.getEmoji()));
    }

    static Event.ReactionsCleared reactionsCleared(ReactionEventProto proto) {
        return new Event.ReactionsCleared(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                proto.hasEmoji() ? MessageCodec.fromProto(proto.getEmoji()) : null);
    }

    static TypingStartedProto typing(Event.TypingStarted event) {
        return TypingStartedProto.newBuilder()
                .setChannelId(event.channelId().value())
                .setMember(EntityCodec.toProto(event.member()))
                .setAtMs(event.atMs())
                .build();
    }

    static Event.TypingStarted typing(TypingStartedProto proto) {
        Fields.require(proto.hasMember(), "typing_started.member");
        return new Event.TypingStarted(
                new ChannelId(proto.getChannelId()),
                EntityCodec.fromProto(proto.getMember()),
                proto.getAtMs());
    }

    static VoiceStateChangedProto voice(Event.VoiceStateChanged event) {
        VoiceStateChangedProto.Builder proto =
                VoiceStateChangedProto.newBuilder()
                        .setVoiceState(PresenceCodec.toProto(event.voiceState()));
        Fields.set(event.member(), member -> proto.setMember(EntityCodec.toProto(member)));
        return proto.build();
    }

    static Event.VoiceStateChanged voice(VoiceStateChangedProto proto) {
        Fields.require(proto.hasVoiceState(), "voice_state_changed.voice_state");
        return new Event.VoiceStateChanged(
                PresenceCodec.fromProto(proto.getVoiceState()),
                member(proto.hasMember(), proto.getMember()));
    }

    private static @Nullable Member member(boolean present, MemberProto proto) {
        return present ? EntityCodec.fromProto(proto) : null;
    }
}
