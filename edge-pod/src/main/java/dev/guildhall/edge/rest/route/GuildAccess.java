package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.form.Form;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// Commands to guilds and reads of them, with refusals turned into replies.
public final class GuildAccess {

    private final Relays relays;
    private final Accounts accounts;

    public GuildAccess(Relays relays, Accounts accounts) {
        this.relays = relays;
        this.accounts = accounts;
    }

    /// Goes on with `then` unless the form has errors.
    static CompletableFuture<Reply> checked(Form form, Supplier<CompletableFuture<Reply>> then) {
        return form.rejection().map(rejection -> Refusals.of(rejection).done()).orElseGet(then);
    }

    /// Goes on in the guild of the call's channel; 10003 when nobody knows the channel.
    CompletableFuture<Reply> inChannel(
            RestCall call, Function<GuildId, CompletableFuture<Reply>> then) {
        return accounts.guildOfChannel(call.channelId())
                .thenCompose(guild ->
                        guild.map(then)
                                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_CHANNEL).done()));
    }

    /// A command whose answer needs more than itself.
    CompletableFuture<Reply> command(
            GuildId guildId,
            Actor actor,
            Command command,
            Function<Answer.Accepted, CompletableFuture<Reply>> then) {
        return relays.command(guildId, actor, command)
                .thenCompose(answer ->
                        switch (answer) {
                            case Answer.Accepted accepted -> then.apply(accepted);
                            case Answer.Rejected(var rejection) -> Refusals.of(rejection).done();
                        });
    }

    /// A command that is answered 204.
    CompletableFuture<Reply> command(GuildId guildId, RestCall call, Command command) {
        return command(guildId, call.actor(), command, _ -> Reply.noContent().done());
    }

    /// A read whose result is of one kind.
    <R extends Result> CompletableFuture<Reply> read(
            GuildId guildId, RestCall call, Query query, Class<R> kind, Function<R, Reply> then) {
        return relays.read(guildId, call.actor(), query)
                .thenApply(result ->
                        result instanceof Result.Refused(var rejection)
                                ? Refusals.of(rejection)
                                : then.apply(kind.cast(result)));
    }

    /// The guild as the caller sees it, and more about it.
    CompletableFuture<Reply> viewThen(
            GuildId guildId, RestCall call, Function<GuildView, CompletableFuture<Reply>> then) {
        return relays.read(guildId, call.actor(), new Query.GetGuild())
                .thenCompose(result ->
                        result instanceof Result.Refused(var rejection)
                                ? Refusals.of(rejection).done()
                                : then.apply(((Result.View) result).view()));
    }

    /// The guild as the caller sees it.
    CompletableFuture<Reply> view(GuildId guildId, RestCall call, Function<GuildView, Reply> then) {
        return read(
                guildId,
                call,
                new Query.GetGuild(),
                Result.View.class,
                view -> then.apply(view.view()));
    }

    /// The first event of a kind in an answer; empty when nothing had to change.
    static <E extends Event> Optional<E> event(Answer.Accepted accepted, Class<E> kind) {
        return accepted.events().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
