package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.InitialChannel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Opens direct-message channels: a guild of its own kind, whose id is the channel's.
///
/// The same two users always get the same channel, however often and from whichever side they ask.
public final class DirectRoutes implements Resource {

    private static final int AFK_TIMEOUT_SECONDS = 300;
    private static final int BOTH = 2;

    private final Accounts accounts;
    private final Relays relays;
    private final GuildAccess guilds;
    private final JoinListener joins;

    public DirectRoutes(Accounts accounts, Relays relays, GuildAccess guilds, JoinListener joins) {
        this.accounts = accounts;
        this.relays = relays;
        this.guilds = guilds;
        this.joins = joins;
    }

    @Override
    public void addTo(Router router) {
        router.add("POST", "/users/@me/channels", RateClass.WRITE, this::open);
    }

    private CompletableFuture<Reply> open(RestCall call) {
        Form body = call.bodyForm();
        List<Long> recipients = body.snowflakes("recipients", 1);
        long recipientId =
                recipients.isEmpty()
                        ? body.requiredSnowflake("recipient_id")
                        : recipients.getFirst();
        return GuildAccess.checked(
                body,
                () ->
                        recipientId == call.callerId().value()
                                ? invalidRecipient().done()
                                : open(call, new UserId(recipientId)));
    }

    private CompletableFuture<Reply> open(RestCall call, UserId recipientId) {
        return accounts.user(recipientId)
                .thenCompose(recipient ->
                        recipient
                                .map(r -> open(call, r))
                                .orElseGet(() -> invalidRecipient().done()));
    }

    private CompletableFuture<Reply> open(RestCall call, User recipient) {
        return accounts.openDirectChannel(call.callerId(), recipient.id())
                .thenCompose(channelId -> existingOrNew(call, recipient, channelId));
    }

    private CompletableFuture<Reply> existingOrNew(
            RestCall call, User recipient, ChannelId channelId) {
        GuildId guildId = new GuildId(channelId.value());
        return relays.read(guildId, call.actor(), new Query.GetGuild())
                .thenCompose(result ->
                        switch (result) {
                            case Result.View view when view.view().memberCount() >= BOTH ->
                                    channel(view, channelId, recipient).done();
                            case Result.Refused(Rejection why)
                                    when why.reason().httpStatus() == 503 ->
                                    Refusals.of(why).done();
                            default -> create(call, recipient, guildId);
                        });
    }

    private CompletableFuture<Reply> create(RestCall call, User recipient, GuildId guildId) {
        Guild guild =
                new Guild(
                        guildId,
                        GuildKind.DIRECT,
                        "",
                        null,
                        null,
                        call.callerId(),
                        null,
                        AFK_TIMEOUT_SECONDS);
        Command create =
                new Command.CreateGuild(
                        guild,
                        call.caller().user(),
                        List.of(new InitialChannel(ChannelType.DM, "", null)));
        return command(
                guildId,
                create,
                () ->
                        command(
                                guildId,
                                new Command.AddMember(call.caller().user(), List.of()),
                                () ->
                                        command(
                                                guildId,
                                                new Command.AddMember(recipient, List.of()),
                                                () -> created(call, recipient, guildId))));
    }

    private CompletableFuture<Reply> command(
            GuildId guildId, Command command, Supplier<CompletableFuture<Reply>> then) {
        return guilds.command(guildId, Actor.systemActor(), command, _ -> then.get());
    }

    private CompletableFuture<Reply> created(RestCall call, User recipient, GuildId guildId) {
        joins.joined(call.callerId(), guildId);
        joins.joined(recipient.id(), guildId);
        return guilds.read(
                guildId,
                call,
                new Query.GetGuild(),
                Result.View.class,
                view -> channel(view, new ChannelId(guildId.value()), recipient));
    }

    private static Reply channel(Result.View view, ChannelId channelId, User recipient) {
        Optional<Channel> channel =
                view.view().channels().stream().filter(c -> c.id().equals(channelId)).findFirst();
        return channel.map(
                        c -> Reply.ok(json -> ChannelJson.writeDirect(json, c, List.of(recipient))))
                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_CHANNEL));
    }

    private static Reply invalidRecipient() {
        return Refusals.error(400, 50033, "Invalid Recipient(s)");
    }
}
