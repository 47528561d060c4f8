package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.json.OwnGuildJson;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Users, and the guilds that the caller is in. Source:
/// <https://discord.com/developers/docs/resources/user>
public final class UserRoutes implements Resource {

    private static final int MAX_GUILDS = 200;

    private final Accounts accounts;
    private final Relays relays;
    private final GuildAccess guilds;
    private final Ticker ticker;

    public UserRoutes(Accounts accounts, Relays relays, GuildAccess guilds, Ticker ticker) {
        this.accounts = accounts;
        this.relays = relays;
        this.guilds = guilds;
        this.ticker = ticker;
    }

    @Override
    public void addTo(Router router) {
        router.add("GET", "/users/@me", RateClass.READ, this::self);
        router.add("GET", "/users/{user}", RateClass.READ, this::user);
        router.add("GET", "/users/@me/guilds", RateClass.READ, this::ownGuilds);
        router.add("DELETE", "/users/@me/guilds/{guild}", RateClass.WRITE, this::leave);
    }

    private CompletableFuture<Reply> self(RestCall call) {
        return Reply.ok(json -> UserJson.writeSelf(json, call.caller().user())).done();
    }

    private CompletableFuture<Reply> user(RestCall call) {
        return accounts.user(call.userId())
                .thenApply(user ->
                        user.map(u -> Reply.ok(json -> UserJson.write(json, u)))
                                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_USER)));
    }

    private CompletableFuture<Reply> leave(RestCall call) {
        return guilds.command(call.guildId(), call, new Command.RemoveMember(call.callerId()));
    }

    private CompletableFuture<Reply> ownGuilds(RestCall call) {
        Form query = call.queryForm();
        Page page =
                new Page(
                        query.snowflake("before"),
                        query.snowflake("after"),
                        query.integer("limit", 1, MAX_GUILDS, MAX_GUILDS),
                        query.flag("with_counts", false));
        return GuildAccess.checked(
                query,
                () ->
                        accounts.guildsOfUser(call.callerId())
                                .thenCompose(ids -> views(call, page.of(ids)))
                                .thenApply(views -> guildList(views, page.withCounts())));
    }

    /// Reads the guilds side by side, at most 200. Those that cannot be reached are left out.
    private CompletableFuture<List<GuildView>> views(RestCall call, List<GuildId> ids) {
        List<CompletableFuture<Optional<GuildView>>> reads =
                ids.stream().map(id -> view(call, id)).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        reads.stream()
                                .map(CompletableFuture::join)
                                .flatMap(Optional::stream)
                                .toList());
    }

    private CompletableFuture<Optional<GuildView>> view(RestCall call, GuildId id) {
        return relays.read(id, call.actor(), new Query.GetGuild())
                .thenApply(result ->
                        result instanceof Result.View(GuildView view)
                                        && view.guild().kind() == GuildKind.COMMUNITY
                                ? Optional.of(view)
                                : Optional.empty());
    }

    private Reply guildList(List<GuildView> views, boolean withCounts) {
        long nowMs = ticker.unixMs();
        return Reply.list(views, (json, view) -> OwnGuildJson.write(json, view, withCounts, nowMs));
    }

    /// Which of a user's guilds were asked for. `ids` come by growing id.
    private record Page(
            @Nullable Long before, @Nullable Long after, int limit, boolean withCounts) {

        List<GuildId> of(List<GuildId> ids) {
            Stream<GuildId> in =
                    ids.stream()
                            .filter(id -> before == null || id.value() < before)
                            .filter(id -> after == null || id.value() > after);
            List<GuildId> all = new ArrayList<>(in.toList());
            boolean last = before != null && after == null;
            int from = last ? Math.max(0, all.size() - limit) : 0;
            return all.subList(from, Math.min(all.size(), from + limit));
        }
    }
}
