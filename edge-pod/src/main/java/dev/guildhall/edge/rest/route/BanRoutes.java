package dev.guildhall.edge.rest.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.form.FormErrors;
import dev.guildhall.edge.rest.limit.RateClass;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Bans. Source: <https://discord.com/developers/docs/resources/guild#get-guild-bans>
///
/// A ban deletes no messages yet, whatever `delete_message_seconds` says.
public final class BanRoutes implements Resource {

    private static final String ALL = "/guilds/{guild}/bans";
    private static final String ONE = ALL + "/{user}";
    private static final int MAX_PAGE = 1000;
    private static final int MAX_REASON = 512;

    private final GuildAccess guilds;
    private final Accounts accounts;

    public BanRoutes(GuildAccess guilds, Accounts accounts) {
        this.guilds = guilds;
        this.accounts = accounts;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, RateClass.READ, this::list);
        router.add("GET", ONE, RateClass.READ, this::get);
        router.add("PUT", ONE, RateClass.WRITE, this::add);
        router.add("DELETE", ONE, RateClass.WRITE, this::remove);
    }

    private CompletableFuture<Reply> list(RestCall call) {
        Form query = call.queryForm();
        int limit = query.integer("limit", 1, MAX_PAGE, MAX_PAGE);
        Long after = query.snowflake("after");
        UserId afterId = after == null || after == 0 ? null : new UserId(after);
        FormErrors.unsupported(query, "before");
        return GuildAccess.checked(
                query,
                () ->
                        guilds.read(
                                call.guildId(),
                                call,
                                new Query.ListBans(afterId, limit),
                                Result.Bans.class,
                                found -> Reply.list(found.bans(), BanRoutes::write)));
    }

    /// The first ban from the user's id on is the user's, or there is none.
    private CompletableFuture<Reply> get(RestCall call) {
        long userId = call.userId().value();
        UserId before = userId == 0 ? null : new UserId(userId - 1);
        return guilds.read(
                call.guildId(),
                call,
                new Query.ListBans(before, 1),
                Result.Bans.class,
                found ->
                        found.bans().stream()
                                .filter(ban -> ban.user().id().value() == userId)
                                .findFirst()
                                .map(ban -> Reply.ok(json -> write(json, ban)))
                                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_BAN)));
    }

    private CompletableFuture<Reply> add(RestCall call) {
        Form body = call.bodyForm();
        String written = body.text("reason", 0, MAX_REASON);
        String reason = call.reason().orElse(written);
        return GuildAccess.checked(
                body,
                () ->
                        accounts.user(call.userId())
                                .thenCompose(user ->
                                        user.map(u -> add(call, u, reason))
                                                .orElseGet(() ->
                                                        Refusals.of(Reason.UNKNOWN_USER).done())));
    }

    private CompletableFuture<Reply> add(RestCall call, User user, @Nullable String reason) {
        return guilds.command(call.guildId(), call, new Command.AddBan(user, reason));
    }

    private CompletableFuture<Reply> remove(RestCall call) {
        return guilds.command(call.guildId(), call, new Command.RemoveBan(call.userId()));
    }

    private static void write(JsonGenerator json, Result.Ban ban) throws IOException {
        json.writeStartObject();
        Json.text(json, "reason", ban.reason());
        json.writeFieldName("user");
        UserJson.write(json, ban.user());
        json.writeEndObject();
    }
}
