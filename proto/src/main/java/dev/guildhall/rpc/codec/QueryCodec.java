package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.QueryProto;
import org.jspecify.annotations.Nullable;

/// Reads. See [Fields] for what is refused.
public final class QueryCodec {

    private QueryCodec() {}

    public static QueryProto toProto(Query query) {
        QueryProto.Builder to = QueryProto.newBuilder();
        return switch (query) {
            case Query.ListMessages q -> to.setListMessages(listMessages(q)).build();
            case Query.GetMessage q -> to.setGetMessage(getMessage(q)).build();
            case Query.ListPins q -> to.setListPins(listPins(q)).build();
            case Query.ListReactors q -> to.setListReactors(listReactors(q)).build();
            case Query.GetGuild() ->
                    to.setGetGuild(QueryProto.GetGuild.getDefaultInstance()).build();
            case Query.GetMembers q -> to.setGetMembers(getMembers(q)).build();
            case Query.ListMembers q -> to.setListMembers(page(q.after(), q.limit())).build();
            case Query.SearchMembers q -> to.setSearchMembers(searchMembers(q)).build();
            case Query.ListBans q -> to.setListBans(page(q.after(), q.limit())).build();
        };
    }

    public static Query fromProto(QueryProto proto) {
        return switch (proto.getQueryCase()) {
            case LIST_MESSAGES -> listMessages(proto.getListMessages());
            case GET_MESSAGE -> getMessage(proto.getGetMessage());
            case LIST_PINS -> listPins(proto.getListPins());
            case LIST_REACTORS -> listReactors(proto.getListReactors());
            case GET_GUILD -> new Query.GetGuild();
            case GET_MEMBERS ->
                    new Query.GetMembers(
                            Fields.fromLongs(proto.getGetMembers().getUserIdsList(), UserId::new));
            case LIST_MEMBERS ->
                    new Query.ListMembers(
                            after(proto.getListMembers()), proto.getListMembers().getLimit());
            case SEARCH_MEMBERS ->
                    new Query.SearchMembers(
                            proto.getSearchMembers().getPrefix(),
                            proto.getSearchMembers().getLimit());
            case LIST_BANS ->
                    new Query.ListBans(after(proto.getListBans()), proto.getListBans().getLimit());
            case QUERY_NOT_SET -> throw new IllegalArgumentException("query is missing");
        };
    }

    private static QueryProto.ListMessages listMessages(Query.ListMessages query) {
        QueryProto.ListMessages.Builder proto =
                QueryProto.ListMessages.newBuilder()
                        .setChannelId(query.channelId().value())
                        .setAnchor(anchor(query.anchor()))
                        .setLimit(query.limit());
        Fields.set(query.anchorId(), id -> proto.setAnchorId(id.value()));
        return proto.build();
    }

    private static Query.ListMessages listMessages(QueryProto.ListMessages proto) {
        Query.Anchor anchor = anchor(proto.getAnchor());
        return new Query.ListMessages(
                new ChannelId(proto.getChannelId()),
                anchor,
                proto.hasAnchorId() ? new MessageId(proto.getAnchorId()) : null,
                proto.getLimit());
    }

    private static QueryProto.Anchor anchor(Query.Anchor anchor) {
        return switch (anchor) {
            case LATEST -> QueryProto.Anchor.LATEST;
            case BEFORE -> QueryProto.Anchor.BEFORE;
            case AFTER -> QueryProto.Anchor.AFTER;
            case AROUND -> QueryProto.Anchor.AROUND;
        };
    }

    private static Query.Anchor anchor(QueryProto.Anchor proto) {
        return switch (proto) {
            case LATEST -> Query.Anchor.LATEST;
            case BEFORE -> Query.Anchor.BEFORE;
            case AFTER -> Query.Anchor.AFTER;
            case AROUND -> Query.Anchor.AROUND;
            case UNRECOGNIZED -> throw Fields.unknown("list_messages.anchor", proto);
        };
    }

    private static QueryProto.GetMessage getMessage(Query.GetMessage query) {
        return QueryProto.GetMessage.newBuilder()
                .setChannelId(query.channelId().value())
                .setMessageId(query.messageId().value())
                .build();
    }

    private static Query.GetMessage getMessage(QueryProto.GetMessage proto) {
        return new Query.GetMessage(
                new ChannelId(proto.getChannelId()), new MessageId(proto.getMessageId()));
    }

    private static QueryProto.ListPins listPins(Query.ListPins query) {
        QueryProto.ListPins.Builder proto =
                QueryProto.ListPins.newBuilder()
                        .setChannelId(query.channelId().value())
                        .setLimit(query.limit());
        Fields.set(query.beforeMs(), proto::setBeforeMs);
        return proto.build();
    }

    private static Query.ListPins listPins(QueryProto.ListPins proto) {
        return new Query.ListPins(
                new ChannelId(proto.getChannelId()),
                proto.hasBeforeMs() ? proto.getBeforeMs() : null,
                proto.getLimit());
    }

    private static QueryProto.ListReactors listReactors(Query.ListReactors query) {
        QueryProto.ListReactors.Builder proto =
                QueryProto.ListReactors.newBuilder()
                        .setChannelId(query.channelId().value())
                        .setMessageId(query.messageId().value())
                        .setEmoji(MessageCodec.toProto(query.emoji()))
                        .setLimit(query.limit());
        Fields.set(query.after(), id -> proto.setAfter(id.value()));
        return proto.build();
    }

    private static Query.ListReactors listReactors(QueryProto.ListReactors proto) {
        Fields.require(proto.hasEmoji(), "list_reactors.emoji");
        return new Query.ListReactors(
                new ChannelId(proto.getChannelId()),
                new MessageId(proto.getMessageId()),
                MessageCodec.fromProto(proto.getEmoji()),
                proto.hasAfter() ? new UserId(proto.getAfter()) : null,
                proto.getLimit());
    }

    private static QueryProto.GetMembers getMembers(Query.GetMembers query) {
        return QueryProto.GetMembers.newBuilder()
                .addAllUserIds(Fields.toLongs(query.userIds(), UserId::value))
                .build();
    }

    private static QueryProto.SearchMembers searchMembers(Query.SearchMembers query) {
        return QueryProto.SearchMembers.newBuilder()
                .setPrefix(query.prefix())
                .setLimit(query.limit())
                .build();
    }

    private static QueryProto.Page page(@Nullable UserId after, int limit) {
        QueryProto.Page.Builder proto = QueryProto.Page.newBuilder().setLimit(limit);
        Fields.set(after, id -> proto.setAfter(id.value()));
        return proto.build();
    }

    private static @Nullable UserId after(QueryProto.Page proto) {
        return proto.hasAfter() ? new UserId(proto.getAfter()) : null;
    }
}
