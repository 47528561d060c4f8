package dev.guildhall.e2e.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// kubectl, as a person uses it, in one namespace of one cluster.
///
/// @param program kubectl's path, or its name on PATH
/// @param kubeconfig names the cluster and who asks
/// @param cache where it keeps what it discovered; two clusters must not share one
/// @param namespace for all that lies in one
public record Kubectl(String program, Path kubeconfig, Path cache, String namespace) {

    private static final int PATIENCE_S = 60;

    /// What a command did.
    ///
    /// @param exit its exit code, 0 when it worked
    /// @param out all of stdout
    /// @param err all of stderr
    public record Answer(int exit, String out, String err) {}

    /// The same in another namespace.
    public Kubectl in(String other) {
        return new Kubectl(program, kubeconfig, cache, other);
    }

    /// Applies manifests on the server's side, as GitOps tools do.
    ///
    /// @param yaml one or more documents
    public Answer apply(String yaml) {
        return run(yaml, "apply", "--server-side", "-f", "-");
    }

    /// Runs a command that has to work.
    ///
    /// @return its stdout
    /// @throws AssertionError with its stderr when it does not
    public String ok(String... arguments) {
        Answer answer = run("", arguments);
        if (answer.exit() != 0) {
            throw new AssertionError(
                    "kubectl %s: %s%s"
                            .formatted(String.join(" ", arguments), answer.err(), answer.out()));
        }
        return answer.out();
    }

    /// Runs a command with `input` as its stdin.
    public Answer run(String input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(program, "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of("--cache-dir", cache.toString(), "--namespace", namespace));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(cache, "out", null);
            Path err = Files.createTempFile(cache, "err", null);
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " does not end");
            }
            return new Answer(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new AssertionError("kubectl cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file);
        Files.delete(file);
        return text;
    }
}
