package dev.guildhall.e2e.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A Guildhall in local mode, started by the launcher as a user starts it, with data of its own and
/// a free port.
///
/// `close` ends it and deletes the data; the end of this JVM ends it, too. Its logs stay in
/// `e2e/target/e2e/NAME`.
public final class RunningGuildhall implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final int port;
    private final JsonNode status;
    private final Thread atExit = new Thread(this::down, "guildhall-down");

    /// A process as `status --json` shows it; `admin` is the URL of its admin port.
    public record Process(String name, String role, long pid, String admin) {}

    private RunningGuildhall(Path data, int port, JsonNode status) {
        this.data = data;
        this.port = port;
        this.status = status;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Starts one from manifests/samples/local.yaml and waits until it is ready. `name` names its
    /// folder of logs.
    public static RunningGuildhall start(String name, String... options) throws IOException {
        return start(name, Map.of(), options);
    }

    /// The same with variables of the environment that the processes are to have on top of the
    /// launcher's.
    public static RunningGuildhall start(
            String name, Map<String, String> environment, String... options) throws IOException {
        Path data = Tool.ARTEFACTS.resolve(name);
        Tool.delete(data);
        Files.createDirectories(data.getParent());
        int port = freePort();
        var command = new ArrayList<>(List.of("up", "-d", "--port", Integer.toString(port)));
        command.addAll(List.of(options));
        try {
            var _ = run(data, environment, command);
            return new RunningGuildhall(
                    data, port, JSON.readTree(run(data, List.of("status", "--json"))));
        } catch (IOException | AssertionError e) {
            run(data, List.of("down"));
            throw e;
        }
    }

    /// The folder of everything that it keeps.
    public Path data() {
        return data;
    }

    /// The port on which the first edge listens, whatever address clients are told.
    public int port() {
        return port;
    }

    /// The chat page.
    public String url() {
        return status.get("url").asText();
    }

    /// The HTTP API's base, without a version.
    public URI api() {
        return URI.create(status.get("api").asText());
    }

    /// The gateway's base.
    public URI gateway() {
        return URI.create(status.get("gateway").asText());
    }

    /// The processes of a role (guild, edge, operator) as they are now, without those that stand
    /// by.
    public List<Process> processes(String role) {
        try {
            JsonNode now = JSON.readTree(run(data, List.of("status", "--json")));
            return StreamSupport.stream(now.get("processes").spliterator(), false)
                    .filter(process -> process.get("role").asText().equals(role))
                    .filter(process -> !process.path("standby").asBoolean())
                    .map(process ->
                            new Process(
                                    process.get("name").asText(),
                                    role,
                                    process.get("pid").asLong(),
                                    process.get("admin").asText()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("status could not be read", e);
        }
    }

    /// Whether a process of the role is ready to take over from another.
    public boolean standsBy(String role) {
        try {
            Pattern line = Pattern.compile("\\S+ +" + role + " +\\d+ +stands by .*");
            return run(data, List.of("status"))
                    .lines()
                    .anyMatch(each -> line.matcher(each).matches());
        } catch (IOException e) {
            throw new IllegalStateException("status could not be read", e);
        }
    }

    /// Makes a bot that is a member of the first guild; gives its token.
    public String createBot(String name, String... options) throws IOException {
        var command = new ArrayList<>(List.of("bot", "create", name));
        command.addAll(List.of(options));
        return run(data, command).strip();
    }

    /// What the process of that name has logged.
    public String log(String process) throws IOException {
        return run(data, List.of("logs", process));
    }

    /// Runs the launcher with any command on this data; gives its standard output.
    public String launcher(String... command) throws IOException {
        return run(data, List.of(command));
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(atExit);
        down();
        try (Stream<Path> kept = Files.list(data)) {
            for (Path each : kept.filter(path -> !path.endsWith("logs")).toList()) {
                Tool.delete(each);
            }
        }
    }

    private void down() {
        try {
            run(data, List.of("down"));
        } catch (IOException e) {
            throw new IllegalStateException("guildhall down could not be run", e);
        }
    }

    private static String run(Path data, List<String> arguments) throws IOException {
        return run(data, Map.of(), arguments);
    }

    private static String run(Path data, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Tool.ROOT.resolve("guildhall").toString());
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        return Tool.run(command, environment);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
