package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.json.RoleJson;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.RoleForm;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The roles of a guild. Source:
/// <https://discord.com/developers/docs/resources/guild#get-guild-roles>
public final class RoleRoutes implements Resource {

    private static final String ALL = "/guilds/{guild}/roles";
    private static final String ONE = ALL + "/{role}";
    private static final int MAX_ROLES = 250;

    private final GuildAccess guilds;

    public RoleRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, RateClass.READ, this::list);
        router.add("POST", ALL, RateClass.WRITE, this::create);
        router.add("PATCH", ALL, RateClass.WRITE, this::move);
        router.add("GET", ONE, RateClass.READ, this::get);
        router.add("PATCH", ONE, RateClass.WRITE, this::update);
        router.add("DELETE", ONE, RateClass.WRITE, this::delete);
    }

    private CompletableFuture<Reply> list(RestCall call) {
        return guilds.view(call.guildId(), call, view -> Reply.list(view.roles(), RoleJson::write));
    }

    private CompletableFuture<Reply> get(RestCall call) {
        return guilds.view(call.guildId(), call, view -> role(view, call.roleId()));
    }

    private CompletableFuture<Reply> create(RestCall call) {
        Form body = call.bodyForm();
        Command create = RoleForm.create(body);
        return GuildAccess.checked(
                body,
                () ->
                        guilds.command(
                                call.guildId(),
                                call.actor(),
                                create,
                                accepted ->
                                        role(GuildAccess.event(accepted, Event.RoleCreated.class)
                                                        .orElseThrow()
                                                        .role())
                                                .done()));
    }

    private CompletableFuture<Reply> update(RestCall call) {
        Form body = call.bodyForm();
        Command update = RoleForm.update(body, call.roleId());
        return GuildAccess.checked(
                body,
                () ->
                        guilds.command(
                                call.guildId(),
                                call.actor(),
                                update,
                                accepted -> updated(call, accepted)));
    }

    private CompletableFuture<Reply> updated(RestCall call, Answer.Accepted accepted) {
        return GuildAccess.event(accepted, Event.RoleUpdated.class)
                .map(event -> role(event.role()).done())
                .orElseGet(() -> get(call));
    }

    private CompletableFuture<Reply> move(RestCall call) {
        Form body = Form.ofList(call.body());
        List<Command.UpdateRole> moves =
                body.elements(MAX_ROLES).stream().map(RoleForm::move).toList();
        return GuildAccess.checked(
                body, () -> InOrder.run(guilds, call.guildId(), call, moves, () -> list(call)));
    }

    private CompletableFuture<Reply> delete(RestCall call) {
        return guilds.command(call.guildId(), call, new Command.DeleteRole(call.roleId()));
    }

    private static Reply role(GuildView view, RoleId roleId) {
        return view.roles().stream()
                .filter(role -> role.id().equals(roleId))
                .findFirst()
                .map(RoleRoutes::role)
                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_ROLE));
    }

    private static Reply role(Role role) {
        return Reply.ok(json -> RoleJson.write(json, role));
    }
}
