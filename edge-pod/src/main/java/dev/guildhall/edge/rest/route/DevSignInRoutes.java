package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.FieldError;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.accounts.Accounts.Credentials;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.form.Form;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Sign-in by name, our own extension: `POST /auth/dev {"username": "ada"}` gives a token and makes
/// the user a member of the first guild. Only there with `auth.dev`; never for the open Internet.
public final class DevSignInRoutes implements Resource {

    private static final int MAX_USERNAME = 32;

    private final Accounts accounts;
    private final Relays relays;
    private final JoinListener joins;

    public DevSignInRoutes(Accounts accounts, Relays relays, JoinListener joins) {
        this.accounts = accounts;
        this.relays = relays;
        this.joins = joins;
    }

    @Override
    public void addTo(Router router) {
        router.addOpen("POST", "/auth/dev", RateClass.SIGN_IN, this::signIn);
    }

    private CompletableFuture<Reply> signIn(RestCall call) {
        Form body = call.bodyForm();
        String username = body.requiredText("username", 2, MAX_USERNAME);
        return GuildAccess.checked(
                body,
                () ->
                        accounts.signIn(username)
                                .thenCompose(found ->
                                        found.map(this::welcome)
                                                .orElseGet(() -> invalidName().done())));
    }

    private CompletableFuture<Reply> welcome(Credentials credentials) {
        return accounts.firstGuilds(1)
                .thenCompose(guilds ->
                        guilds.isEmpty()
                                ? signedIn(credentials).done()
                                : join(guilds.getFirst(), credentials));
    }

    /// Only a guild that cannot answer right now fails the sign-in; one that refuses does not.
    private CompletableFuture<Reply> join(GuildId guildId, Credentials credentials) {
        User user = credentials.identity().user();
        Command add = new Command.AddMember(user, List.of());
        return relays.command(guildId, Actor.systemActor(), add)
                .thenApply(answer ->
                        switch (answer) {
                            case Answer.Rejected(Rejection why)
                                    when why.reason().httpStatus() == 503 ->
                                    Refusals.of(why);
                            case Answer.Rejected _ -> signedIn(credentials);
                            case Answer.Accepted _ -> {
                                joins.joined(user.id(), guildId);
                                yield signedIn(credentials);
                            }
                        });
    }

    private static Reply signedIn(Credentials credentials) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("token", credentials.token());
            json.writeFieldName("user");
            UserJson.writeSelf(json, credentials.identity().user());
            json.writeEndObject();
        });
    }

    private static Reply invalidName() {
        FieldError error =
                new FieldError(
                        "USERNAME_INVALID",
                        "Must be 2 to 32 of a to z, 0 to 9, dot and underscore.");
        return Refusals.of(new Rejection(Reason.INVALID_FORM_BODY, Map.of("username", error), 0));
    }
}
