package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.InitialChannel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.ChannelForm;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.FormErrors;
import dev.guildhall.edge.rest.form.Patches;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Guilds. Source: <https://discord.com/developers/docs/resources/guild>
public final class GuildRoutes implements Resource {

    private static final String ONE = "/guilds/{guild}";
    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 300;
    private static final int AFK_TIMEOUT_SECONDS = 300;
    private static final List<InitialChannel> DEFAULT_CHANNELS =
            List.of(
                    new InitialChannel(ChannelType.CATEGORY, "Text Channels", null),
                    new InitialChannel(ChannelType.TEXT, "general", "Text Channels"),
                    new InitialChannel(ChannelType.CATEGORY, "Voice Channels", null),
                    new InitialChannel(ChannelType.VOICE, "General", "Voice Channels"));

    private final GuildAccess guilds;
    private final Accounts accounts;
    private final JoinListener joins;

    public GuildRoutes(GuildAccess guilds, Accounts accounts, JoinListener joins) {
        this.guilds = guilds;
        this.accounts = accounts;
        this.joins = joins;
    }

    @Override
    public void addTo(Router router) {
        router.add("POST", "/guilds", RateClass.WRITE, this::create);
        router.add("GET", ONE, RateClass.READ, this::get);
        router.add("PATCH", ONE, RateClass.WRITE, this::update);
    }

    private CompletableFuture<Reply> get(RestCall call) {
        Form query = call.queryForm();
        boolean withCounts = query.flag("with_counts", false);
        return GuildAccess.checked(query, () -> get(call, withCounts));
    }

    private CompletableFuture<Reply> get(RestCall call, boolean withCounts) {
        return guilds.view(
                call.guildId(),
                call,
                view ->
                        Reply.ok(json -> {
                            if (withCounts) {
                                GuildJson.writeWithCounts(json, view);
                            } else {
                                GuildJson.write(json, view.guild(), view.roles());
                            }
                        }));
    }

    private CompletableFuture<Reply> create(RestCall call) {
        Form body = call.bodyForm();
        String name = body.requiredText("name", 2, MAX_NAME);
        List<InitialChannel> channels = ChannelForm.initial(body, "channels");
        FormErrors.unsupported(body, "icon");
        FormErrors.unsupported(body, "roles");
        return GuildAccess.checked(
                body,
                () ->
                        accounts.reserveGuildId()
                                .thenCompose(id ->
                                        create(
                                                call,
                                                guild(id, name, call.callerId()),
                                                channels.isEmpty() ? DEFAULT_CHANNELS : channels)));
    }

    private CompletableFuture<Reply> create(
            RestCall call, Guild guild, List<InitialChannel> channels) {
        return guilds.command(
                guild.id(),
                Actor.systemActor(),
                new Command.CreateGuild(guild, call.caller().user(), channels),
                accepted -> {
                    joins.joined(call.callerId(), guild.id());
                    Event.GuildCreated created =
                            GuildAccess.event(accepted, Event.GuildCreated.class).orElseThrow();
                    return Reply.json(
                                    201,
                                    json -> GuildJson.write(json, created.guild(), created.roles()))
                            .done();
                });
    }

    private CompletableFuture<Reply> update(RestCall call) {
        Form body = call.bodyForm();
        Long ownerId = body.snowflake("owner_id");
        FormErrors.unsupported(body, "icon");
        Command update =
                new Command.UpdateGuild(
                        body.text("name", 2, MAX_NAME),
                        Patches.text(body, "description", MAX_DESCRIPTION),
                        Patches.id(body, "system_channel_id", ChannelId::new),
                        ownerId == null ? null : new UserId(ownerId));
        return GuildAccess.checked(
                body,
                () -> guilds.command(call.guildId(), call.actor(), update, _ -> get(call, false)));
    }

    private static Guild guild(GuildId id, String name, UserId ownerId) {
        return new Guild(
                id, GuildKind.COMMUNITY, name, null, null, ownerId, null, AFK_TIMEOUT_SECONDS);
    }
}
