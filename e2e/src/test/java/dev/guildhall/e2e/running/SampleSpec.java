package dev.guildhall.e2e.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Variants of the launcher's sample, to start the system with.
public final class SampleSpec {

    private SampleSpec() {}

    /// The sample without rate limits: tests send more than a person may.
    ///
    /// @param name as the started system's, so that many can start at once
    public static Path withoutRateLimits(String name) throws IOException {
        return withRateLimits(name, "none");
    }

    /// The same of another sample, a file of `manifests/samples`.
    public static Path withoutRateLimits(String name, String sample) throws IOException {
        return withGateway(sample, Tool.ARTEFACTS.resolve(name + "-spec"), "rateLimits: none");
    }

    /// The same on a Cassandra that is there already, everything on `replicas` of its nodes.
    ///
    /// @param points host:port of each node
    public static Path onCluster(String name, List<String> points, int replicas)
            throws IOException {
        Path spec = withoutRateLimits(name, "local-cassandra.yaml");
        String store =
                """
                    keyspace: guildhall
                    contactPoints: ["%s"]
                    replication:
                      - datacenter: datacenter1
                        replicas: %d
                """
                        .formatted(String.join("\", \"", points), replicas);
        String text = Files.readString(spec);
        return Files.writeString(spec, text.replaceFirst("(?m)^    keyspace: guildhall\\n", store));
    }

    /// The same with rate limits as docs/api.md writes them.
    public static Path withRateLimits(String name, String limits) throws IOException {
        return withGateway(Tool.ARTEFACTS.resolve(name + "-spec"), "rateLimits: " + limits);
    }

    /// The sample with one line in its section `gateway`, written into `folder`.
    static Path withGateway(Path folder, String line) throws IOException {
        return withGateway("local.yaml", folder, line);
    }

    private static Path withGateway(String name, Path folder, String line) throws IOException {
        String sample = Files.readString(Tool.ROOT.resolve("manifests/samples").resolve(name));
        String section = "spec:\n  gateway:\n    " + line + "\n";
        Files.createDirectories(folder);
        return Files.writeString(
                folder.resolve("spec.yaml"), sample.replaceFirst("(?m)^spec:\n", section));
    }
}
