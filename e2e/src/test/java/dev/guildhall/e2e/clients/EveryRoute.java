package dev.guildhall.e2e.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Calls the routes that every-route.txt lists, one after the other, as a bot.
final class EveryRoute {

    private static final Pattern LINE =
            Pattern.compile("([A-Z]+) (\\S+) (\\d{3})(?: ([\\[{].*?[\\]}]))?(?: -> (\\w+))?");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawApi api;
    private final Map<String, String> names;

    /// @param names what stands for the names in braces
    EveryRoute(RawApi api, Map<String, String> names) {
        this.api = api;
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
        String body = words.group(4) == null ? null : named(words.group(4));
        HttpResponse<String> answer = answer(words.group(1), named(words.group(2)), body);
        if (answer.statusCode() != Integer.parseInt(words.group(3))) {
            wrong.add(line + ": " + answer.statusCode() + " " + answer.body());
        } else if (words.group(5) != null) {
            names.put(words.group(5), JSON.readTree(answer.body()).path("id").asText());
        }
    }

    /// A call that meets a rate limit is made again when the answer says, as libraries do.
    private HttpResponse<String> answer(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = api.call(method, path, body);
        while (answer.statusCode() == 429) {
            double seconds = JSON.readTree(answer.body()).path("retry_after").asDouble();
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000) + 1));
            answer = api.call(method, path, body);
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
