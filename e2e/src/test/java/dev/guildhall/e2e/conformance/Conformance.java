package dev.guildhall.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Checks JSON against schemas made from discord-api-types, with the programs in
/// src/test/clients/conformance.
public final class Conformance {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Conformance() {}

    /// @param faults one readable line for each kind: type, JSON pointer, what is wrong, how often,
    ///   and one value with its payload
    /// @param counts how many values of each type were checked
    public record Verdict(List<String> faults, Map<String, Integer> counts) {}

    /// Checks lines of NDJSON in the form that validate.js describes.
    ///
    /// @param name of the artefacts: `<name>.ndjson` is what was checked, `<name>.faults.ndjson`
    ///   what was found, with the whole payload of each fault
    public static Verdict check(String name, List<String> lines) throws IOException {
        Path modules = Path.of(Tool.install(Tool.CLIENTS.resolve("conformance")));
        Files.createDirectories(Tool.ARTEFACTS);
        Path input = Tool.ARTEFACTS.resolve(name + ".ndjson");
        Path output = Tool.ARTEFACTS.resolve(name + ".faults.ndjson");
        Path summary = Tool.ARTEFACTS.resolve(name + ".counts.txt");
        Files.write(input, lines);
        String program = Tool.CLIENTS.resolve("conformance/validate.js").toString();
        var builder = new ProcessBuilder("node", program);
        builder.environment().put("NODE_PATH", modules.toString());
        Process process =
                builder.redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(summary.toFile())
                        .start();
        await(process);
        List<String> faults = faults(output);
        if (process.exitValue() != (faults.isEmpty() ? 0 : 1)) {
            throw new AssertionError("the check itself failed: " + Files.readString(summary));
        }
        return new Verdict(faults, counts(summary));
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the check takes longer than 2 minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static List<String> faults(Path output) throws IOException {
        var examples = new LinkedHashMap<String, String>();
        var counts = new TreeMap<String, Integer>();
        for (String line : Files.readAllLines(output)) {
            JsonNode fault = JSON.readTree(line);
            String kind =
                    "%s %s %s"
                            .formatted(
                                    fault.path("type").asText("?"),
                                    fault.path("path").asText().replaceAll("/\\d+(?=/|$)", "/*"),
                                    fault.path("message").asText());
            examples.putIfAbsent(kind, example(fault));
            counts.merge(kind, 1, Integer::sum);
        }
        var faults = new ArrayList<String>();
        examples.forEach((kind, example) ->
                faults.add(kind + " (" + counts.get(kind) + " times), " + example));
        return faults;
    }

    private static String example(JsonNode fault) {
        return "first in %s: %s in %s"
                .formatted(
                        fault.path("where").asText("line " + fault.path("line")),
                        fault.has("found") ? shortened(fault.path("found")) : "nothing",
                        shortened(fault.path("payload")));
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }

    private static Map<String, Integer> counts(Path summary) throws IOException {
        var counts = new TreeMap<String, Integer>();
        for (String line : Files.readAllLines(summary)) {
            String[] words = line.split(" ");
            if (words.length == 2) {
                counts.put(words[0], Integer.parseInt(words[1]));
            }
        }
        return counts;
    }
}
