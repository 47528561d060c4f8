package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.ChannelForm;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The channels of a guild. Source:
/// <https://discord.com/developers/docs/resources/guild#get-guild-channels>
///
/// A list holds the channels that the caller may see.
public final class GuildChannelRoutes implements Resource {

    private static final String ALL = "/guilds/{guild}/channels";
    private static final int MAX_CHANNELS = 500;

    private final GuildAccess guilds;

    public GuildChannelRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, RateClass.READ, this::list);
        router.add("POST", ALL, RateClass.WRITE, this::create);
        router.add("PATCH", ALL, RateClass.WRITE, this::move);
    }

    private CompletableFuture<Reply> list(RestCall call) {
        GuildId guildId = call.guildId();
        return guilds.view(
                guildId,
                call,
                view ->
                        Reply.list(
                                view.channels(),
                                (json, channel) -> ChannelJson.write(json, guildId, channel)));
    }

    private CompletableFuture<Reply> create(RestCall call) {
        Form body = call.bodyForm();
        Command create = ChannelForm.create(body);
        GuildId guildId = call.guildId();
        return GuildAccess.checked(
                body,
                () ->
                        guilds.command(
                                guildId,
                                call.actor(),
                                create,
                                accepted ->
                                        created(
                                                        guildId,
                                                        GuildAccess.event(
                                                                        accepted,
                                                                        Event.ChannelCreated.class)
                                                                .orElseThrow())
                                                .done()));
    }

    private static Reply created(GuildId guildId, Event.ChannelCreated event) {
        return Reply.json(201, json -> ChannelJson.write(json, guildId, event.channel()));
    }

    private CompletableFuture<Reply> move(RestCall call) {
        Form body = Form.ofList(call.body());
        List<Command.UpdateChannel> moves =
                body.elements(MAX_CHANNELS).stream().map(ChannelForm::move).toList();
        return GuildAccess.checked(
                body,
                () ->
                        InOrder.run(
                                guilds,
                                call.guildId(),
                                call,
                                moves,
                                () -> Reply.noContent().done()));
    }
}
