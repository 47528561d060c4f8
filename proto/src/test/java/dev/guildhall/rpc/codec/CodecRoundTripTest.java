package dev.guildhall.rpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.guild.VoiceState;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Every type of the vocabulary comes back from protobuf as it went there.
class CodecRoundTripTest {

    private static final Map<Class<?>, UnaryOperator<Object>> CODECS =
            Map.ofEntries(
                    codec(User.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(GuildKind.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Guild.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Role.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Overwrite.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Channel.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Member.class, it -> EntityCodec.fromProto(EntityCodec.toProto(it))),
                    codec(Emoji.class, it -> MessageCodec.fromProto(MessageCodec.toProto(it))),
                    codec(Reaction.class, it -> MessageCodec.fromProto(MessageCodec.toProto(it))),
                    codec(
                            MessageReference.class,
                            it -> MessageCodec.fromProto(MessageCodec.toProto(it))),
                    codec(Message.class, it -> MessageCodec.fromProto(MessageCodec.toProto(it))),
                    codec(Embed.class, it -> EmbedCodec.fromProto(EmbedCodec.toProto(it))),
                    codec(Presence.class, it -> PresenceCodec.fromProto(PresenceCodec.toProto(it))),
                    codec(
                            VoiceState.class,
                            it -> PresenceCodec.fromProto(PresenceCodec.toProto(it))),
                    codec(GuildView.class, it -> ViewCodec.fromProto(ViewCodec.toProto(it))),
                    codec(Event.class, it -> EventCodec.fromProto(EventCodec.toProto(it))),
                    codec(
                            Event.Durable.class,
                            it -> EventCodec.durableFromProto(EventCodec.toProto(it))),
                    codec(Command.class, it -> CommandCodec.fromProto(CommandCodec.toProto(it))),
                    codec(Actor.class, it -> AnswerCodec.fromProto(AnswerCodec.toProto(it))),
                    codec(Answer.class, it -> AnswerCodec.fromProto(AnswerCodec.toProto(it))),
                    codec(Rejection.class, it -> AnswerCodec.fromProto(AnswerCodec.toProto(it))),
                    codec(Query.class, it -> QueryCodec.fromProto(QueryCodec.toProto(it))),
                    codec(Result.class, it -> ResultCodec.fromProto(ResultCodec.toProto(it))));

    @Property(tries = 500)
    void everyTypeComesBackAsItWent(@ForAll long seed) {
        RandomRecords records = new RandomRecords(new Random(seed));
        CODECS.forEach((type, thereAndBack) -> {
            Object value = records.next(type);
            assertThat(thereAndBack.apply(value)).isEqualTo(value);
        });
    }

    private static <T> Map.Entry<Class<?>, UnaryOperator<Object>> codec(
            Class<T> type, UnaryOperator<T> thereAndBack) {
        return Map.entry(type, value -> thereAndBack.apply(type.cast(value)));
    }
}
