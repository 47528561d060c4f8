package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Query.Anchor;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.MessageForm;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Messages of a channel. Source: <https://discord.com/developers/docs/resources/message>
public final class MessageRoutes implements Resource {

    private static final String ALL = "/channels/{channel}/messages";
    private static final String ONE = "/channels/{channel}/messages/{message}";
    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_PAGE = 50;

    private final GuildAccess guilds;

    public MessageRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, RateClass.READ, this::list);
        router.add("POST", ALL, RateClass.SEND, this::create);
        router.add("POST", ALL + "/bulk-delete", RateClass.WRITE, this::bulkDelete);
        router.add("GET", ONE, RateClass.READ, this::get);
        router.add("PATCH", ONE, RateClass.EDIT, this::edit);
        router.add("DELETE", ONE, RateClass.EDIT, this::delete);
    }

    private CompletableFuture<Reply> list(RestCall call) {
        Form query = call.queryForm();
        Query.ListMessages page = page(call, query);
        return GuildAccess.checked(
                query, () -> guilds.inChannel(call, guildId -> list(call, guildId, page)));
    }

    private CompletableFuture<Reply> list(RestCall call, GuildId guildId, Query.ListMessages page) {
        return guilds.read(
                guildId,
                call,
                page,
                Result.Messages.class,
                found ->
                        Reply.list(
                                found.messages(),
                                (json, message) ->
                                        MessageReplies.body(call, guildId, message).write(json)));
    }

    /// With more than one anchor `around` wins, then `before`.
    private static Query.ListMessages page(RestCall call, Form query) {
        int limit = query.integer("limit", 1, MAX_PAGE, DEFAULT_PAGE);
        Long around = query.snowflake("around");
        Long before = query.snowflake("before");
        Long after = query.snowflake("after");
        if (around != null) {
            return page(call, Anchor.AROUND, around, limit);
        }
        if (before != null) {
            return page(call, Anchor.BEFORE, before, limit);
        }
        return after != null
                ? page(call, Anchor.AFTER, after, limit)
                : new Query.ListMessages(call.channelId(), Anchor.LATEST, null, limit);
    }

    private static Query.ListMessages page(RestCall call, Anchor anchor, long id, int limit) {
        return new Query.ListMessages(call.channelId(), anchor, new MessageId(id), limit);
    }

    private CompletableFuture<Reply> get(RestCall call) {
        return guilds.inChannel(call, guildId -> get(call, guildId));
    }

    private CompletableFuture<Reply> get(RestCall call, GuildId guildId) {
        return guilds.read(
                guildId,
                call,
                new Query.GetMessage(call.channelId(), call.messageId()),
                Result.Messages.class,
                found ->
                        found.messages().isEmpty()
                                ? Refusals.of(Reason.UNKNOWN_MESSAGE)
                                : message(call, guildId, found.messages().getFirst()));
    }

    private CompletableFuture<Reply> create(RestCall call) {
        Form body = call.bodyForm();
        Command.CreateMessage create = MessageForm.create(body, call.channelId());
        return GuildAccess.checked(
                body,
                () ->
                        isEmpty(create)
                                ? Refusals.of(Reason.CANNOT_SEND_EMPTY_MESSAGE).done()
                                : guilds.inChannel(call, guildId -> create(call, guildId, create)));
    }

    private CompletableFuture<Reply> create(
            RestCall call, GuildId guildId, Command.CreateMessage create) {
        return guilds.command(
                guildId,
                call.actor(),
                create,
                accepted -> {
                    Message message =
                            GuildAccess.event(accepted, Event.MessageCreated.class)
                                    .orElseThrow()
                                    .message();
                    return message(call, guildId, message).done();
                });
    }

    private CompletableFuture<Reply> edit(RestCall call) {
        Form body = call.bodyForm();
        Command.EditMessage edit = MessageForm.edit(body, call.channelId(), call.messageId());
        return GuildAccess.checked(
                body,
                () ->
                        guilds.inChannel(
                                call,
                                guildId ->
                                        guilds.command(
                                                guildId,
                                                call.actor(),
                                                edit,
                                                done -> edited(call, guildId, done))));
    }

    /// An edit that changed nothing has no event: then the message is read.
    private CompletableFuture<Reply> edited(
            RestCall call, GuildId guildId, Answer.Accepted accepted) {
        Optional<Event.MessageUpdated> updated =
                GuildAccess.event(accepted, Event.MessageUpdated.class);
        return updated.map(event -> message(call, guildId, event.message()).done())
                .orElseGet(() -> get(call, guildId));
    }

    private CompletableFuture<Reply> delete(RestCall call) {
        Command delete = new Command.DeleteMessage(call.channelId(), call.messageId());
        return guilds.inChannel(call, guildId -> guilds.command(guildId, call, delete));
    }

    private CompletableFuture<Reply> bulkDelete(RestCall call) {
        Form body = call.bodyForm();
        List<MessageId> ids =
                body.snowflakes("messages", MAX_PAGE).stream().map(MessageId::new).toList();
        Command delete = new Command.BulkDeleteMessages(call.channelId(), ids);
        return GuildAccess.checked(
                body,
                () -> guilds.inChannel(call, guildId -> guilds.command(guildId, call, delete)));
    }

    private static Reply message(RestCall call, GuildId guildId, Message message) {
        return Reply.ok(MessageReplies.body(call, guildId, message));
    }

    private static boolean isEmpty(Command.CreateMessage create) {
        return create.content().isEmpty() && create.embeds().isEmpty();
    }
}
