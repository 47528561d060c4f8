package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Result;
import dev.guildhall.rpc.v1.BanProto;
import dev.guildhall.rpc.v1.ResultProto;

/// What reads give. See [Fields] for what is refused.
public final class ResultCodec {

    private ResultCodec() {}

    public static ResultProto toProto(Result result) {
        ResultProto.Builder to = ResultProto.newBuilder();
        return switch (result) {
            case Result.Messages r -> to.setMessages(messages(r)).build();
            case Result.Pins r -> to.setPins(pins(r)).build();
            case Result.Users r -> to.setUsers(users(r)).build();
            case Result.Members r -> to.setMembers(members(r)).build();
            case Result.Bans r -> to.setBans(bans(r)).build();
            case Result.View r -> to.setView(ViewCodec.toProto(r.view())).build();
            case Result.Refused r -> to.setRefused(AnswerCodec.toProto(r.rejection())).build();
        };
    }

    public static Result fromProto(ResultProto proto) {
        return switch (proto.getResultCase()) {
            case MESSAGES ->
                    new Result.Messages(
                            proto.getMessages().getMessagesList().stream()
                                    .map(MessageCodec::fromProto)
                                    .toList());
            case PINS ->
                    new Result.Pins(
                            proto.getPins().getPinsList().stream().map(ResultCodec::pin).toList(),
                            proto.getPins().getHasMore());
            case USERS ->
                    new Result.Users(
                            proto.getUsers().getUsersList().stream()
                                    .map(EntityCodec::fromProto)
                                    .toList());
            case MEMBERS -> members(proto.getMembers());
            case BANS ->
                    new Result.Bans(
                            proto.getBans().getBansList().stream().map(ResultCodec::ban).toList());
            case VIEW -> new Result.View(ViewCodec.fromProto(proto.getView()));
            case REFUSED -> new Result.Refused(AnswerCodec.fromProto(proto.getRefused()));
            case RESULT_NOT_SET -> throw new IllegalArgumentException("result is missing");
        };
    }

    private static ResultProto.Messages messages(Result.Messages result) {
        ResultProto.Messages.Builder proto = ResultProto.Messages.newBuilder();
        result.messages().forEach(message -> proto.addMessages(MessageCodec.toProto(message)));
        return proto.build();
    }

    private static ResultProto.Pins pins(Result.Pins result) {
        ResultProto.Pins.Builder proto = ResultProto.Pins.newBuilder().setHasMore(result.hasMore());
        for (Result.Pin pin : result.pins()) {
            proto.addPins(
                    ResultProto.Pins.Pin.newBuilder()
                            .setMessage(MessageCodec.toProto(pin.message()))
                            .setPinnedAtMs(pin.pinnedAtMs()));
        }
        return proto.build();
    }

    private static Result.Pin pin(ResultProto.Pins.Pin proto) {
        Fields.require(proto.hasMessage(), "pin.message");
        return new Result.Pin(MessageCodec.fromProto(proto.getMessage()), proto.getPinnedAtMs());
    }

    private static ResultProto.Users users(Result.Users result) {
        ResultProto.Users.Builder proto = ResultProto.Users.newBuilder();
        result.users().forEach(user -> proto.addUsers(EntityCodec.toProto(user)));
        return proto.build();
    }

    private static ResultProto.Members members(Result.Members result) {
        ResultProto.Members.Builder proto = ResultProto.Members.newBuilder();
        result.members().forEach(member -> proto.addMembers(EntityCodec.toProto(member)));
        result.presences().forEach(it -> proto.addPresences(PresenceCodec.toProto(it)));
        return proto.build();
    }

    private static Result.Members members(ResultProto.Members proto) {
        return new Result.Members(
                proto.getMembersList().stream().map(EntityCodec::fromProto).toList(),
                proto.getPresencesList().stream().map(PresenceCodec::fromProto).toList());
    }

    private static ResultProto.Bans bans(Result.Bans result) {
        ResultProto.Bans.Builder proto = ResultProto.Bans.newBuilder();
        result.bans().forEach(ban -> proto.addBans(EventCodec.ban(ban.user(), ban.reason())));
        return proto.build();
    }

    private static Result.Ban ban(BanProto proto) {
        Fields.require(proto.hasUser(), "ban.user");
        return new Result.Ban(
                EntityCodec.fromProto(proto.getUser()),
                proto.hasReason() ? proto.getReason() : null);
    }
}
