package dev.guildhall.e2e.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls the routes that every-route.txt lists, one after the other, as a bot.
final class EveryRoute {

    private static final Pattern LINE =
            Pattern.compile("([A-Z]+) (\\S+) (\\d{3})(?: ([\\[{].*?[\\]}]))?(?: -> (\\w+))?");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final String token;
    private final Map<String, String> names;

    /// @param api with the version, such as `http://127.0.0.1:8080/api/v10`
    /// @param names what stands for the names in braces
    EveryRoute(URI api, String token, Map<String, String> names) {
        this.api = api;
        this.token = token;
        this.names = new HashMap<>(names);
    }

    /// Makes all calls.
    ///
    /// @return the calls whose status was another than the file says, with the answer
    List<String> walk() throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        for (String line : lines()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                call(line, wrong);
            }
        }
        return wrong;
    }

    private void call(String line, List<String> wrong) throws IOException, InterruptedException {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw new IllegalArgumentException("every-route.txt: " + line);
        }
        var request =
                HttpRequest.newBuilder(URI.create(api + named(words.group(2))))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bot " + token);
        if (words.group(4) == null) {
            request.method(words.group(1), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(words.group(1), BodyPublishers.ofString(named(words.group(4))));
        }
        HttpResponse<String> answer = answer(request.build());
        if (answer.statusCode() != Integer.parseInt(words.group(3))) {
            wrong.add(line + ": " + answer.statusCode() + " " + answer.body());
        } else if (words.group(5) != null) {
            names.put(words.group(5), JSON.readTree(answer.body()).path("id").asText());
        }
    }

    /// A call that meets a rate limit is made again when the answer says, as libraries do.
    private HttpResponse<String> answer(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == 429) {
            double seconds = JSON.readTree(answer.body()).path("retry_after").asDouble();
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000) + 1));
            answer = client.send(request, BodyHandlers.ofString());
        }
        return answer;
    }

    private String named(String text) {
        return NAME.matcher(text).replaceAll(found -> names.getOrDefault(found.group(1), "0"));
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = EveryRoute.class.getResourceAsStream("every-route.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
