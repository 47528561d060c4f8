package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.permission.Permission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may read what. Asked on the guild's loop, in no more time than one permission check; the
/// read itself is done elsewhere.
public final class ReadAccess {

    private static final int MAX_MESSAGES = 100;
    private static final int MAX_PINS = PinDecider.MAX_PINS;
    private static final int MAX_REACTORS = 100;
    private static final int MAX_MEMBERS = 1_000;
    private static final int MAX_NAMED_MEMBERS = 100;

    private ReadAccess() {}

    /// Why the actor may not run the query at `nowMs`; empty when they may.
    public static Optional<Rejection> refusal(
            GuildState state, Actor actor, Query query, long nowMs) {
        Guild guild = state.guild();
        if (guild == null) {
            return Optional.of(Rejection.of(Reason.UNKNOWN_GUILD));
        }
        Member member = actor.system() ? null : state.member(actor.userId());
        if (member == null && !actor.system()) {
            return Optional.of(Rejection.of(Reason.MISSING_ACCESS));
        }
        DecisionContext context =
                new DecisionContext(
                        actor,
                        nowMs,
                        () -> {
                            throw new IllegalStateException("a read makes no ids");
                        });
        Request request = new Request(state, guild, member, context);
        Rejection refusal = access(request, query);
        return Optional.ofNullable(refusal != null ? refusal : fields(query));
    }

    private static @Nullable Rejection access(Request request, Query query) {
        return switch (query) {
            case Query.ListMessages list -> history(request, list.channelId());
            case Query.GetMessage get -> history(request, get.channelId());
            case Query.ListPins list -> history(request, list.channelId());
            case Query.ListReactors list -> history(request, list.channelId());
            case Query.ListBans _ ->
                    request.may(Permission.BAN_MEMBERS)
                            ? null
                            : Rejection.of(Reason.MISSING_PERMISSIONS);
            case Query.GetGuild _, Query.GetMembers _, Query.ListMembers _, Query.SearchMembers _ ->
                    null;
        };
    }

    private static @Nullable Rejection history(Request request, ChannelId channelId) {
        Channel channel = request.state().channel(channelId);
        if (channel == null) {
            return Rejection.of(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.READ_MESSAGE_HISTORY);
        if (refusal != null) {
            return refusal;
        }
        return channel.type().holdsMessages()
                ? null
                : Rejection.of(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
    }

    private static @Nullable Rejection fields(Query query) {
        FieldErrors errors = new FieldErrors();
        switch (query) {
            case Query.ListMessages list -> {
                errors.range("limit", list.limit(), 1, MAX_MESSAGES);
                if (list.anchor() != Query.Anchor.LATEST && list.anchorId() == null) {
                    errors.required("message_id");
                }
            }
            case Query.ListPins list -> errors.range("limit", list.limit(), 1, MAX_PINS);
            case Query.ListReactors list -> errors.range("limit", list.limit(), 1, MAX_REACTORS);
            case Query.GetMembers get ->
                    errors.maxItems("user_ids", get.userIds().size(), MAX_NAMED_MEMBERS);
            case Query.ListMembers list -> errors.range("limit", list.limit(), 1, MAX_MEMBERS);
            case Query.SearchMembers search ->
                    errors.range("limit", search.limit(), 1, MAX_MEMBERS);
            case Query.ListBans list -> errors.range("limit", list.limit(), 1, MAX_MEMBERS);
            case Query.GetMessage _, Query.GetGuild _ -> {}
        }
        return errors.rejection();
    }
}
