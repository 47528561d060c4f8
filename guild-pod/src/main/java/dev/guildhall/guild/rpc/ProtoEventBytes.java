package dev.guildhall.guild.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.guild.store.CreatedBytes;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.codec.EventCodec;
import dev.guildhall.rpc.codec.MessageCodec;
import dev.guildhall.rpc.v1.ChannelProto;
import dev.guildhall.rpc.v1.EventProto;
import dev.guildhall.rpc.v1.GuildProto;
import dev.guildhall.rpc.v1.MemberProto;
import dev.guildhall.rpc.v1.MessageProto;
import dev.guildhall.rpc.v1.RoleProto;
import dev.guildhall.rpc.v1.UserProto;
import java.util.List;

/// What stores keep is the same protobuf that travels between processes: fields are only ever
/// added, so old bytes stay readable.
public final class ProtoEventBytes implements EventBytes {

    @Override
    public byte[] of(Event.Durable event) {
        return EventCodec.toProto(event).toByteArray();
    }

    @Override
    public CreatedBytes created(Event.MessageCreated event) {
        EventProto proto = EventCodec.toProto(event);
        Message message = event.message();
        boolean bare = message.referenced() == null && message.reactions().isEmpty();
        byte[] body =
                bare
                        ? proto.getMessageCreated().getMessage().toByteArray()
                        : of(message.withoutReferenced().withReactions(List.of()));
        return new CreatedBytes(proto.toByteArray(), body);
    }

    @Override
    public byte[] of(Guild guild) {
        return EntityCodec.toProto(guild).toByteArray();
    }

    @Override
    public byte[] of(Role role) {
        return EntityCodec.toProto(role).toByteArray();
    }

    @Override
    public byte[] of(Channel channel) {
        return EntityCodec.toProto(channel).toByteArray();
    }

    @Override
    public byte[] of(Member member) {
        return EntityCodec.toProto(member).toByteArray();
    }

    @Override
    public byte[] of(User user) {
        return EntityCodec.toProto(user).toByteArray();
    }

    @Override
    public byte[] of(Message message) {
        return MessageCodec.toProto(message).toByteArray();
    }

    @Override
    public Event.Durable event(byte[] bytes) {
        return EventCodec.durableFromProto(parse(EventProto.parser(), bytes));
    }

    @Override
    public Guild guild(byte[] bytes) {
        return EntityCodec.fromProto(parse(GuildProto.parser(), bytes));
    }

    @Override
    public Role role(byte[] bytes) {
        return EntityCodec.fromProto(parse(RoleProto.parser(), bytes));
    }

    @Override
    public Channel channel(byte[] bytes) {
        return EntityCodec.fromProto(parse(ChannelProto.parser(), bytes));
    }

    @Override
    public Member member(byte[] bytes) {
        return EntityCodec.fromProto(parse(MemberProto.parser(), bytes));
    }

    @Override
    public User user(byte[] bytes) {
        return EntityCodec.fromProto(parse(UserProto.parser(), bytes));
    }

    @Override
    public Message message(byte[] bytes) {
        return MessageCodec.fromProto(parse(MessageProto.parser(), bytes));
    }

    private static <M extends MessageLite> M parse(Parser<M> parser, byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("stored bytes are no protobuf of their kind", e);
        }
    }
}
