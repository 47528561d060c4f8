package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.EmojiPath;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Reactions to a message. Source:
/// <https://discord.com/developers/docs/resources/message#create-reaction>
public final class ReactionRoutes implements Resource {

    private static final String ALL = "/channels/{channel}/messages/{message}/reactions";
    private static final String ONE = ALL + "/{emoji}";
    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_PAGE = 25;

    private final GuildAccess guilds;

    public ReactionRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("PUT", ONE + "/@me", RateClass.REACT, this::add);
        router.add("DELETE", ONE + "/@me", RateClass.REACT, c -> remove(c, c.callerId()));
        router.add("DELETE", ONE + "/{user}", RateClass.REACT, c -> remove(c, c.userId()));
        router.add("GET", ONE, RateClass.READ, this::reactors);
        router.add("DELETE", ONE, RateClass.REACT, this::clearOne);
        router.add("DELETE", ALL, RateClass.REACT, this::clearAll);
    }

    private CompletableFuture<Reply> add(RestCall call) {
        return withEmoji(
                call,
                emoji ->
                        command(
                                call,
                                new Command.AddReaction(
                                        call.channelId(), call.messageId(), emoji)));
    }

    private CompletableFuture<Reply> remove(RestCall call, UserId userId) {
        return withEmoji(
                call,
                emoji ->
                        command(
                                call,
                                new Command.RemoveReaction(
                                        call.channelId(), call.messageId(), emoji, userId)));
    }

    private CompletableFuture<Reply> clearOne(RestCall call) {
        return withEmoji(
                call,
                emoji ->
                        command(
                                call,
                                new Command.ClearReactions(
                                        call.channelId(), call.messageId(), emoji)));
    }

    private CompletableFuture<Reply> clearAll(RestCall call) {
        return command(call, new Command.ClearReactions(call.channelId(), call.messageId(), null));
    }

    private CompletableFuture<Reply> reactors(RestCall call) {
        Form query = call.queryForm();
        Long after = query.snowflake("after");
        int limit = query.integer("limit", 1, MAX_PAGE, DEFAULT_PAGE);
        return GuildAccess.checked(
                query,
                () ->
                        withEmoji(
                                call,
                                emoji ->
                                        reactors(
                                                call,
                                                new Query.ListReactors(
                                                        call.channelId(),
                                                        call.messageId(),
                                                        emoji,
                                                        after == null ? null : new UserId(after),
                                                        limit))));
    }

    private CompletableFuture<Reply> reactors(RestCall call, Query.ListReactors query) {
        return guilds.inChannel(
                call,
                guildId ->
                        guilds.read(
                                guildId,
                                call,
                                query,
                                Result.Users.class,
                                found -> Reply.list(found.users(), UserJson::write)));
    }

    private CompletableFuture<Reply> command(RestCall call, Command command) {
        return guilds.inChannel(call, guildId -> guilds.command(guildId, call, command));
    }

    private static CompletableFuture<Reply> withEmoji(
            RestCall call, Function<Emoji, CompletableFuture<Reply>> then) {
        return EmojiPath.parse(call.match().emoji())
                .map(then)
                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_EMOJI).done());
    }
}
