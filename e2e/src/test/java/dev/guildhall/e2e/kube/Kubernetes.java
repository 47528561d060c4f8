package dev.guildhall.e2e.kube;

import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Kubernetes that knows our CRD: a control plane of our own on loopback (`e2e/kube/kube up
/// api`), which ends with this process at the latest, or the cluster that
/// `-Dguildhall.kubeconfig=FILE` names.
///
/// The first start on a machine compiles Kubernetes, minutes long; `./guildhall test` does it
/// before.
final class Kubernetes implements AutoCloseable {

    private static final String KUBE = Tool.ROOT.resolve("e2e/kube/kube").toString();
    private static final @Nullable String GIVEN = System.getProperty("guildhall.kubeconfig");

    private final Path folder;
    private final Kubectl kubectl;

    private Kubernetes(Path folder, Kubectl kubectl) {
        this.folder = folder;
        this.kubectl = kubectl;
    }

    /// Starts a control plane, or goes to the cluster that is there, and gives it the CRD.
    ///
    /// @throws AssertionError with what is missing, or how to see what went wrong
    static Kubernetes start() {
        try {
            Path folder = Files.createTempDirectory("guildhall-kube-");
            Path cache = Files.createDirectory(folder.resolve("kubectl"));
            var kubernetes =
                    new Kubernetes(
                            folder,
                            GIVEN == null
                                    ? ownControlPlane(folder, cache)
                                    : new Kubectl("kubectl", Path.of(GIVEN), cache, "default"));
            try {
                kubernetes.installCrd();
            } catch (AssertionError e) {
                kubernetes.close();
                throw e;
            }
            return kubernetes;
        } catch (IOException e) {
            throw new AssertionError("no Kubernetes for tests", e);
        }
    }

    private static Kubectl ownControlPlane(Path folder, Path cache) throws IOException {
        String programs = kube(folder, "build", "api");
        kube(folder, "up", "api");
        return new Kubectl(
                Path.of(programs, "kubectl").toString(),
                run(folder).resolve("pki/admin.kubeconfig"),
                cache,
                "default");
    }

    private void installCrd() {
        String crds = Tool.ROOT.resolve("crds").toString();
        kubectl.ok("apply", "--server-side", "--force-conflicts", "-f", crds);
        kubectl.ok("wait", "--for=condition=Established", "--timeout=60s", "-f", crds);
        // its documentation is published a moment later
        await().atMost(Duration.ofMinutes(1))
                .until(() -> kubectl.run("", "explain", "guildcluster.spec").exit() == 0);
    }

    /// kubectl in a namespace that is made for it.
    Kubectl inNewNamespace(String name) {
        kubectl.ok("create", "namespace", name);
        return kubectl.in(name);
    }

    /// Takes a namespace away; what is in it goes by and by.
    void delete(String namespace) {
        kubectl.ok("delete", "namespace", namespace, "--wait=false");
    }

    /// Ends the control plane of our own. The CRD stays on a cluster that was there.
    @Override
    public void close() throws IOException {
        if (GIVEN == null) {
            kube(folder, "down");
        }
        Tool.delete(folder);
    }

    private static Path run(Path folder) {
        return folder.resolve("run");
    }

    private static String kube(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(KUBE));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("KUBE_RUN", run(folder).toString());
        builder.environment().put("KUBE_OWNER", Long.toString(ProcessHandle.current().pid()));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        "%s ends with %d; it said on stderr why"
                                .formatted(String.join(" ", command), process.exitValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return out.strip();
    }
}
