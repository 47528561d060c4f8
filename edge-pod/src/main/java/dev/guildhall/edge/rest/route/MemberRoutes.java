package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.MemberForm;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The members of a guild. Source:
/// <https://discord.com/developers/docs/resources/guild#get-guild-member>
public final class MemberRoutes implements Resource {

    private static final String ALL = "/guilds/{guild}/members";
    private static final String ONE = ALL + "/{user}";
    private static final String ROLE = ONE + "/roles/{role}";
    private static final int MAX_PAGE = 1000;
    private static final int MAX_QUERY = 100;

    private final GuildAccess guilds;

    public MemberRoutes(GuildAccess guilds) {
        this.guilds = guilds;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, RateClass.READ, this::list);
        router.add("GET", ALL + "/search", RateClass.READ, this::search);
        router.add("PATCH", ALL + "/@me", RateClass.WRITE, this::updateOwn);
        router.add("PATCH", ALL + "/@me/nick", RateClass.WRITE, this::updateOwnNick);
        router.add("GET", ONE, RateClass.READ, c -> get(c, c.userId()));
        router.add("PATCH", ONE, RateClass.WRITE, this::update);
        router.add("DELETE", ONE, RateClass.WRITE, this::kick);
        router.add("PUT", ROLE, RateClass.WRITE, this::addRole);
        router.add("DELETE", ROLE, RateClass.WRITE, this::removeRole);
    }

    private CompletableFuture<Reply> list(RestCall call) {
        Form query = call.queryForm();
        int limit = query.integer("limit", 1, MAX_PAGE, 1);
        Long after = query.snowflake("after");
        UserId afterId = after == null || after == 0 ? null : new UserId(after);
        return GuildAccess.checked(
                query, () -> members(call, new Query.ListMembers(afterId, limit)));
    }

    private CompletableFuture<Reply> search(RestCall call) {
        Form query = call.queryForm();
        String prefix = query.requiredText("query", 1, MAX_QUERY);
        int limit = query.integer("limit", 1, MAX_PAGE, 1);
        return GuildAccess.checked(
                query, () -> members(call, new Query.SearchMembers(prefix, limit)));
    }

    private CompletableFuture<Reply> members(RestCall call, Query query) {
        return guilds.read(
                call.guildId(),
                call,
                query,
                Result.Members.class,
                found -> Reply.list(found.members(), MemberJson::write));
    }

    private CompletableFuture<Reply> get(RestCall call, UserId userId) {
        return guilds.read(
                call.guildId(),
                call,
                new Query.GetMembers(List.of(userId)),
                Result.Members.class,
                found ->
                        found.members().isEmpty()
                                ? Refusals.of(Reason.UNKNOWN_MEMBER)
                                : member(found.members().getFirst()));
    }

    private CompletableFuture<Reply> update(RestCall call) {
        Form body = call.bodyForm();
        Command.UpdateMember update = MemberForm.update(body, call.userId());
        return GuildAccess.checked(body, () -> update(call, update));
    }

    private CompletableFuture<Reply> updateOwn(RestCall call) {
        Form body = call.bodyForm();
        Command.UpdateMember update = MemberForm.own(body, call.callerId());
        return GuildAccess.checked(body, () -> update(call, update));
    }

    private CompletableFuture<Reply> update(RestCall call, Command.UpdateMember update) {
        return guilds.command(
                call.guildId(),
                call.actor(),
                update,
                accepted -> updated(call, update.userId(), accepted));
    }

    private CompletableFuture<Reply> updated(
            RestCall call, UserId userId, Answer.Accepted accepted) {
        return GuildAccess.event(accepted, Event.MemberUpdated.class)
                .map(event -> member(event.member()).done())
                .orElseGet(() -> get(call, userId));
    }

    /// The older way to change one's nick, which discord.py still goes.
    private CompletableFuture<Reply> updateOwnNick(RestCall call) {
        Form body = call.bodyForm();
        Command.UpdateMember update = MemberForm.own(body, call.callerId());
        Command.Patch<String> nick = update.nick();
        Reply reply =
                Reply.ok(json -> {
                    json.writeStartObject();
                    Json.text(json, "nick", nick == null ? null : nick.value());
                    json.writeEndObject();
                });
        return GuildAccess.checked(
                body,
                () -> guilds.command(call.guildId(), call.actor(), update, _ -> reply.done()));
    }

    private CompletableFuture<Reply> kick(RestCall call) {
        return guilds.command(call.guildId(), call, new Command.RemoveMember(call.userId()));
    }

    private CompletableFuture<Reply> addRole(RestCall call) {
        return guilds.command(
                call.guildId(), call, new Command.AddMemberRole(call.userId(), call.roleId()));
    }

    private CompletableFuture<Reply> removeRole(RestCall call) {
        return guilds.command(
                call.guildId(), call, new Command.RemoveMemberRole(call.userId(), call.roleId()));
    }

    private static Reply member(Member member) {
        return Reply.ok(json -> MemberJson.write(json, member));
    }
}
