package dev.guildhall.edge.rest;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.call.Router;
import dev.guildhall.edge.rest.route.ApplicationRoutes;
import dev.guildhall.edge.rest.route.BanRoutes;
import dev.guildhall.edge.rest.route.ChannelRoutes;
import dev.guildhall.edge.rest.route.DevSignInRoutes;
import dev.guildhall.edge.rest.route.DirectRoutes;
import dev.guildhall.edge.rest.route.GatewayRoutes;
import dev.guildhall.edge.rest.route.GuildAccess;
import dev.guildhall.edge.rest.route.GuildChannelRoutes;
import dev.guildhall.edge.rest.route.GuildRoutes;
import dev.guildhall.edge.rest.route.JoinListener;
import dev.guildhall.edge.rest.route.MemberRoutes;
import dev.guildhall.edge.rest.route.MessageRoutes;
import dev.guildhall.edge.rest.route.PinRoutes;
import dev.guildhall.edge.rest.route.ReactionRoutes;
import dev.guildhall.edge.rest.route.Resource;
import dev.guildhall.edge.rest.route.RoleRoutes;
import dev.guildhall.edge.rest.route.UserRoutes;
import dev.guildhall.edge.rest.route.VoiceRoutes;
import java.util.ArrayList;
import java.util.List;

/// The API's table of contents: every resource that there is. docs/api.md lists the same.
final class ApiRoutes {

    private ApiRoutes() {}

    static Router router(RestConfig config, RestServices services, Ticker ticker) {
        Router router = new Router();
        resources(config, services, ticker).forEach(resource -> resource.addTo(router));
        return router;
    }

    private static List<Resource> resources(
            RestConfig config, RestServices services, Ticker ticker) {
        Accounts accounts = services.accounts();
        Relays relays = services.relays();
        JoinListener joins = services.joins();
        GuildAccess guilds = new GuildAccess(relays, accounts);
        List<Resource> resources =
                new ArrayList<>(
                        List.of(
                                new GatewayRoutes(
                                        config.gatewayUrl(), config.maxIdentifies(), accounts),
                                new ApplicationRoutes(),
                                new UserRoutes(accounts, relays, guilds, ticker),
                                new DirectRoutes(accounts, relays, guilds, joins),
                                new GuildRoutes(guilds, accounts, joins),
                                new GuildChannelRoutes(guilds),
                                new RoleRoutes(guilds),
                                new MemberRoutes(guilds),
                                new BanRoutes(guilds, accounts),
                                new ChannelRoutes(guilds),
                                new MessageRoutes(guilds),
                                new ReactionRoutes(guilds),
                                new PinRoutes(guilds),
                                new VoiceRoutes()));
        if (config.authDev()) {
            resources.add(new DevSignInRoutes(accounts, relays, joins));
        }
        return resources;
    }
}
