package dev.guildhall.e2e.hostile;

import dev.guildhall.e2e.running.RunningGuildhall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the first edge measures, as Prometheus would read it.
record EdgeMetrics(HttpClient http, URI page) implements AutoCloseable {

    static EdgeMetrics of(RunningGuildhall guildhall) {
        String admin = guildhall.processes("edge").getFirst().admin();
        return new EdgeMetrics(HttpClient.newHttpClient(), URI.create(admin + "/metrics"));
    }

    /// The value of a series without labels of its own, now.
    double value(String name) throws IOException, InterruptedException {
        return find(Pattern.quote(name) + "(?:\\{[^}]*})?");
    }

    /// How often a bound was hit.
    double boundHits(String bound) throws IOException, InterruptedException {
        return find("edge_bound_hits_total\\{[^}]*bound=\"" + bound + "\"[^}]*}");
    }

    /// How many connections the edge has closed with a code.
    double closes(int code) throws IOException, InterruptedException {
        return find("edge_closes_total\\{[^}]*code=\"" + code + "\"[^}]*}");
    }

    private double find(String series) throws IOException, InterruptedException {
        String text =
                http.send(
                                HttpRequest.newBuilder(page).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher line = Pattern.compile("(?m)^" + series + " (\\S+)$").matcher(text);
        if (!line.find()) {
            throw new AssertionError("no " + series + " in\n" + text);
        }
        return Double.parseDouble(line.group(1));
    }

    @Override
    public void close() {
        http.close();
    }
}
