package dev.guildhall.bench;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running Guildhall with sign-in by name, and what the scenarios need of it.
record Target(String host, int port) {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern GUILD = Pattern.compile("\"id\":\"(\\d+)\"");

    /// Signs in, which also joins the first guild, and gives the token.
    String signIn(String name) throws IOException {
        try (HttpConnection http = new HttpConnection(host, port)) {
            var answer =
                    http.send(
                            "POST",
                            "/api/v10/auth/dev",
                            "",
                            "{\"username\":\"%s\"}".formatted(name));
            return first(TOKEN, answer, "token");
        }
    }

    /// The first text channel of the first guild of the token's user.
    String firstTextChannel(String token) throws IOException {
        try (HttpConnection http = new HttpConnection(host, port)) {
            String guild =
                    first(GUILD, http.send("GET", "/api/v10/users/@me/guilds", token, ""), "guild");
            var channels = http.send("GET", "/api/v10/guilds/" + guild + "/channels", token, "");
            for (String object : channels.body().split("\\},\\{", -1)) {
                if (object.contains("\"type\":0")) {
                    return first(GUILD, new HttpConnection.Response(200, object), "channel");
                }
            }
            throw new IOException("no text channel in " + channels.body());
        }
    }

    private static String first(Pattern pattern, HttpConnection.Response answer, String what)
            throws IOException {
        Matcher matcher = pattern.matcher(answer.body());
        if (answer.status() != 200 || !matcher.find()) {
            throw new IOException("no %s in %d %s".formatted(what, answer.status(), answer.body()));
        }
        return matcher.group(1);
    }
}
