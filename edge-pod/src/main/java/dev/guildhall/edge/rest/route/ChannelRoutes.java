package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.ChannelForm;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.concurrent.CompletableFuture;

/// One channel, its overwrites, and typing in it. Source:
/// <https://discord.com/developers/docs/resources/channel>
public final class ChannelRoutes implements Resource {

    private static final String ONE = "/channels/{channel}";
    private static final String OVERWRITE = ONE + "/permissions/{overwrite}";

    private final GuildAccess guilds;

    public ChannelRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ONE, RateClass.READ, c -> guilds.inChannel(c, g -> get(c, g)));
        router.add("PATCH", ONE, RateClass.WRITE, this::update);
        router.add("DELETE", ONE, RateClass.WRITE, c -> guilds.inChannel(c, g -> delete(c, g)));
        router.add("POST", ONE + "/typing", RateClass.SEND, this::startTyping);
        router.add("PUT", OVERWRITE, RateClass.WRITE, this::setOverwrite);
        router.add("DELETE", OVERWRITE, RateClass.WRITE, this::deleteOverwrite);
    }

    private CompletableFuture<Reply> get(RestCall call, GuildId guildId) {
        return MessageReplies.isDirect(guildId, call.channelId())
                ? getDirect(call, guildId)
                : guilds.view(guildId, call, view -> ChannelReplies.of(view, call.channelId()));
    }

    private CompletableFuture<Reply> getDirect(RestCall call, GuildId guildId) {
        return guilds.viewThen(
                guildId,
                call,
                view ->
                        guilds.read(
                                guildId,
                                call,
                                new Query.ListMembers(null, 2),
                                Result.Members.class,
                                both -> ChannelReplies.direct(view, both.members())));
    }

    private CompletableFuture<Reply> update(RestCall call) {
        Form body = call.bodyForm();
        Command update = ChannelForm.update(body, call.channelId());
        return GuildAccess.checked(
                body,
                () ->
                        guilds.inChannel(
                                call,
                                guildId ->
                                        guilds.command(
                                                guildId,
                                                call.actor(),
                                                update,
                                                done -> updated(call, guildId, done))));
    }

    /// Other channels may have moved too: the call's own is meant. Without a change there is no
    /// event, and the channel is read.
    private CompletableFuture<Reply> updated(
            RestCall call, GuildId guildId, Answer.Accepted accepted) {
        return accepted.events().stream()
                .filter(Event.ChannelUpdated.class::isInstance)
                .map(event -> ((Event.ChannelUpdated) event).channel())
                .filter(channel -> channel.id().equals(call.channelId()))
                .findFirst()
                .map(channel -> ChannelReplies.of(guildId, channel).done())
                .orElseGet(() -> get(call, guildId));
    }

    /// Closing a direct-message channel leaves it there, as Discord does.
    private CompletableFuture<Reply> delete(RestCall call, GuildId guildId) {
        if (MessageReplies.isDirect(guildId, call.channelId())) {
            return get(call, guildId);
        }
        return guilds.command(
                guildId,
                call.actor(),
                new Command.DeleteChannel(call.channelId()),
                accepted ->
                        GuildAccess.event(accepted, Event.ChannelDeleted.class)
                                .map(event -> ChannelReplies.of(guildId, event.channel()))
                                .orElseGet(Reply::noContent)
                                .done());
    }

    private CompletableFuture<Reply> startTyping(RestCall call) {
        Command typing = new Command.StartTyping(call.channelId());
        return guilds.inChannel(call, guildId -> guilds.command(guildId, call, typing));
    }

    private CompletableFuture<Reply> setOverwrite(RestCall call) {
        Form body = call.bodyForm();
        Command set =
                new Command.SetOverwrite(
                        call.channelId(), ChannelForm.overwrite(body, call.id("overwrite")));
        return GuildAccess.checked(
                body, () -> guilds.inChannel(call, guildId -> guilds.command(guildId, call, set)));
    }

    private CompletableFuture<Reply> deleteOverwrite(RestCall call) {
        Command delete = new Command.DeleteOverwrite(call.channelId(), call.id("overwrite"));
        return guilds.inChannel(call, guildId -> guilds.command(guildId, call, delete));
    }
}
