package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.ActorProto;
import dev.guildhall.rpc.v1.AnswerProto;
import dev.guildhall.rpc.v1.RejectionProto;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who asks, what a guild answers, why it refuses. See [Fields] for what is refused here.
public final class AnswerCodec {

    private AnswerCodec() {}

    public static ActorProto toProto(Actor actor) {
        return ActorProto.newBuilder()
                .setUserId(actor.userId().value())
                .setSystem(actor.system())
                .build();
    }

    public static Actor fromProto(ActorProto proto) {
        return new Actor(new UserId(proto.getUserId()), proto.getSystem());
    }

    public static AnswerProto toProto(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted ->
                    AnswerProto.newBuilder().setAccepted(accepted(accepted)).build();
            case Answer.Rejected rejected ->
                    AnswerProto.newBuilder().setRejected(toProto(rejected.rejection())).build();
        };
    }

    public static Answer fromProto(AnswerProto proto) {
        return switch (proto.getAnswerCase()) {
            case ACCEPTED -> accepted(proto.getAccepted());
            case REJECTED -> new Answer.Rejected(fromProto(proto.getRejected()));
            case ANSWER_NOT_SET -> throw new IllegalArgumentException("answer is missing");
        };
    }

    private static AnswerProto.Accepted accepted(Answer.Accepted answer) {
        AnswerProto.Accepted.Builder proto =
                AnswerProto.Accepted.newBuilder()
                        .setSeq(answer.seq())
                        .setDuplicate(answer.duplicate());
        answer.events().forEach(event -> proto.addEvents(EventCodec.toProto(event)));
        return proto.build();
    }

    private static Answer.Accepted accepted(AnswerProto.Accepted proto) {
        return new Answer.Accepted(
                proto.getSeq(),
                proto.getEventsList().stream().map(EventCodec::fromProto).toList(),
                proto.getDuplicate());
    }

    public static RejectionProto toProto(Rejection rejection) {
        RejectionProto.Builder proto =
                RejectionProto.newBuilder()
                        .setReason(rejection.reason().name())
                        .setRetryAfterMs(rejection.retryAfterMs());
        rejection
                .fieldErrors()
                .forEach((path, error) ->
                        proto.addFieldErrors(
                                RejectionProto.FieldError.newBuilder()
                                        .setPath(path)
                                        .setCode(error.code())
                                        .setMessage(error.message())));
        return proto.build();
    }

    public static Rejection fromProto(RejectionProto proto) {
        Map<String, Rejection.FieldError> errors = new LinkedHashMap<>();
        for (RejectionProto.FieldError error : proto.getFieldErrorsList()) {
            errors.put(
                    error.getPath(), new Rejection.FieldError(error.getCode(), error.getMessage()));
        }
        return new Rejection(reason(proto.getReason()), errors, proto.getRetryAfterMs());
    }

    private static Rejection.Reason reason(String name) {
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        throw Fields.unknown("rejection.reason", name);
    }
}
