package dev.guildhall.edge.rest.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import dev.guildhall.edge.rest.call.RestCall;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.json.ApplicationJson;
import dev.guildhall.edge.rest.limit.RateClass;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A bot's application and its commands.
///
/// There is no store for commands yet: an application has none, setting none works, and setting
/// some is not implemented.
public final class ApplicationRoutes implements Resource {

    private static final String GLOBAL = "/applications/{application}/commands";
    private static final String OF_GUILD = "/applications/{application}/guilds/{guild}/commands";

    @Override
    public void addTo(Router router) {
        router.add("GET", "/oauth2/applications/@me", RateClass.READ, this::own);
        router.add("GET", "/applications/@me", RateClass.READ, this::own);
        for (String commands : List.of(GLOBAL, OF_GUILD)) {
            router.add("GET", commands, RateClass.READ, this::listCommands);
            router.add("PUT", commands, RateClass.WRITE, this::setCommands);
        }
    }

    private CompletableFuture<Reply> own(RestCall call) {
        Identity caller = call.caller();
        return caller.application()
                .map(a -> Reply.ok(json -> ApplicationJson.write(json, a, caller.user())))
                .orElseGet(() -> Refusals.error(403, 20002, "Only bots can use this endpoint"))
                .done();
    }

    private CompletableFuture<Reply> listCommands(RestCall call) {
        return (isOwn(call) ? Reply.list(List.of(), (_, _) -> {}) : missingAccess()).done();
    }

    private CompletableFuture<Reply> setCommands(RestCall call) {
        JsonNode commands = call.body();
        boolean none = commands.isArray() && commands.isEmpty();
        return none ? listCommands(call) : Refusals.notFound().done();
    }

    private static boolean isOwn(RestCall call) {
        return call.caller()
                .application()
                .filter(a -> a.id().value() == call.id("application"))
                .isPresent();
    }

    private static Reply missingAccess() {
        return Refusals.error(403, 50001, "Missing Access");
    }
}
