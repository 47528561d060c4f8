package dev.guildhall.rpc.codec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildhall.rpc.v1.AnswerProto;
import dev.guildhall.rpc.v1.ChannelProto;
import dev.guildhall.rpc.v1.CommandProto;
import dev.guildhall.rpc.v1.EventProto;
import dev.guildhall.rpc.v1.GuildProto;
import dev.guildhall.rpc.v1.MemberProto;
import dev.guildhall.rpc.v1.MessageEventProto;
import dev.guildhall.rpc.v1.MessageProto;
import dev.guildhall.rpc.v1.MessagesDeletedProto;
import dev.guildhall.rpc.v1.PresenceProto;
import dev.guildhall.rpc.v1.QueryProto;
import dev.guildhall.rpc.v1.RejectionProto;
import dev.guildhall.rpc.v1.ResultProto;
import dev.guildhall.rpc.v1.TypingStartedProto;
import dev.guildhall.rpc.v1.UserProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What a broken peer sends is refused with the field's name.
class CodecRefusalTest {

    @Test
    void missingOneofsAreNamed() {
        refused("event", () -> EventCodec.fromProto(EventProto.getDefaultInstance()));
        refused("command", () -> CommandCodec.fromProto(CommandProto.getDefaultInstance()));
        refused("answer", () -> AnswerCodec.fromProto(AnswerProto.getDefaultInstance()));
        refused("query", () -> QueryCodec.fromProto(QueryProto.getDefaultInstance()));
        refused("result", () -> ResultCodec.fromProto(ResultProto.getDefaultInstance()));
    }

    @Test
    void missingMessagesAreNamed() {
        EventProto event =
                EventProto.newBuilder()
                        .setMessageCreated(MessageEventProto.getDefaultInstance())
                        .build();
        refused("message_created.message", () -> EventCodec.fromProto(event));
        refused("message.author", () -> MessageCodec.fromProto(MessageProto.getDefaultInstance()));
    }

    @Test
    void unknownNumbersAreNamed() {
        refused(
                "channel.type",
                () -> EntityCodec.fromProto(ChannelProto.newBuilder().setType(99).build()));
        refused(
                "guild.kind",
                () -> EntityCodec.fromProto(GuildProto.newBuilder().setKindValue(77).build()));
        refused(
                "message.type",
                () ->
                        MessageCodec.fromProto(
                                MessageProto.newBuilder()
                                        .setType(1234)
                                        .setAuthor(UserProto.getDefaultInstance())
                                        .build()));
        refused(
                "presence.status",
                () -> PresenceCodec.fromProto(PresenceProto.newBuilder().build()));
        refused(
                "list_messages.anchor",
                () ->
                        QueryCodec.fromProto(
                                QueryProto.newBuilder()
                                        .setListMessages(
                                                QueryProto.ListMessages.newBuilder()
                                                        .setAnchorValue(9))
                                        .build()));
        refused(
                "rejection.reason",
                () ->
                        AnswerCodec.fromProto(
                                RejectionProto.newBuilder().setReason("WHATEVER").build()));
    }

    @Test
    void aSingleDeletionSpeaksOfOneMessage() {
        EventProto event =
                EventProto.newBuilder()
                        .setMessageDeleted(
                                MessagesDeletedProto.newBuilder().addMessageIds(1).addMessageIds(2))
                        .build();
        refused("message_deleted.message_ids", () -> EventCodec.fromProto(event));
    }

    @Test
    void aTransientEventIsNoLogEntry() {
        EventProto event =
                EventProto.newBuilder()
                        .setTypingStarted(
                                TypingStartedProto.newBuilder()
                                        .setMember(
                                                MemberProto.newBuilder()
                                                        .setUser(UserProto.getDefaultInstance())))
                        .build();
        refused("event", () -> EventCodec.durableFromProto(event));
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(field + " ");
    }
}
