package dev.guildhall.e2e.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.bot.Bot;
import dev.guildhall.e2e.bot.Library;
import dev.guildhall.e2e.running.PublicAddress;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.Tool;
import dev.guildhall.e2e.wire.RecordingProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/// A bot on each library, all in the first guild of a fresh system, behind one recording proxy.
final class Party implements AutoCloseable {

    /// One of the bots.
    ///
    /// @param login what the bot answered to its login
    record Guest(Bot bot, String token, JsonNode login) {

        String user() {
            return login.path("user").asText();
        }
    }

    private final RecordingProxy proxy;
    private final RunningGuildhall system;
    private final Map<Library, Guest> guests = new EnumMap<>(Library.class);

    private Party(RecordingProxy proxy, RunningGuildhall system) {
        this.proxy = proxy;
        this.system = system;
    }

    /// Starts everything and logs the bots in, all at the same time.
    static Party start(String name) throws IOException {
        Path logs = Tool.ARTEFACTS.resolve(name + "-clients");
        var proxy = new RecordingProxy();
        var party =
                new Party(
                        proxy,
                        RunningGuildhall.start(
                                name, "-f", PublicAddress.spec(logs, proxy.port()).toString()));
        try {
            proxy.forwardTo(party.system.port());
            party.logIn(logs);
            return party;
        } catch (AssertionError | IOException | RuntimeException e) {
            party.close();
            throw e;
        }
    }

    Guest guest(Library library) {
        return guests.get(library);
    }

    List<Guest> all() {
        return List.copyOf(guests.values());
    }

    /// Everybody but one.
    List<Guest> others(Library library) {
        return guests.entrySet().stream()
                .filter(each -> each.getKey() != library)
                .map(Map.Entry::getValue)
                .toList();
    }

    RecordingProxy proxy() {
        return proxy;
    }

    /// The guild's id.
    String guild() {
        return firstGuild().path("id").asText();
    }

    /// The id of the guild's first channel of a type (0 text, 2 voice).
    String channel(int type) {
        return StreamSupport.stream(firstGuild().path("channels").spliterator(), false)
                .filter(each -> each.path("type").asInt() == type)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /// Calls to every route as the bot on discord.js, with a member whom nobody else knows.
    EveryRoute everyRoute() throws IOException {
        Guest caller = guest(Library.DISCORD_JS);
        return new EveryRoute(
                raw(caller),
                Map.of(
                        "guild", guild(),
                        "text", channel(0),
                        "voice", channel(2),
                        "me", caller.user(),
                        "app", caller.user(),
                        "stranger", userOf(system.createBot("stranger"))));
    }

    @Override
    public void close() throws IOException {
        guests.values().forEach(each -> each.bot().close());
        system.close();
        proxy.close();
    }

    /// The API as that guest's bot, past its library.
    RawApi raw(Guest guest) {
        URI base = URI.create("http://127.0.0.1:" + proxy.port() + "/api/v10");
        return new RawApi(base, guest.token());
    }

    /// The user's id is a token's first segment.
    private static String userOf(String token) {
        String segment = token.substring(0, token.indexOf('.'));
        return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.US_ASCII);
    }

    private JsonNode firstGuild() {
        return guest(Library.DISCORD_JS).login().path("guilds").path(0);
    }

    private void logIn(Path logs) throws IOException {
        String address = "127.0.0.1:" + proxy.port();
        var tokens = new EnumMap<Library, String>(Library.class);
        var bots = new EnumMap<Library, Bot>(Library.class);
        for (Library each : Library.values()) {
            bots.put(each, each.start(logs.resolve(each + ".log")));
            tokens.put(each, system.createBot(each.name().toLowerCase(Locale.ROOT), "--admin"));
        }
        var logins = new EnumMap<Library, CompletableFuture<JsonNode>>(Library.class);
        bots.forEach((library, bot) ->
                logins.put(
                        library,
                        bot.askLater(
                                "login",
                                "token",
                                tokens.get(library),
                                "api",
                                "http://" + address + "/api",
                                "gateway",
                                "ws://" + address)));
        bots.forEach((library, bot) ->
                guests.put(
                        library,
                        new Guest(
                                bot,
                                tokens.get(library),
                                bot.answer("login", logins.get(library)))));
    }
}
