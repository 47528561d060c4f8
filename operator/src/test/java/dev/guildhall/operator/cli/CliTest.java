package dev.guildhall.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.operator.local.DataDir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What the command line says when it cannot do what it is asked. Nothing is started here.
class CliTest {

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void takenPortIsNamed() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int code = run("up", "-d", "--port", Integer.toString(socket.getLocalPort()));

            // Then
            assertThat(code).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith(
                            "guildhall: --port: "
                                    + socket.getLocalPort()
                                    + " is taken on 127.0.0.1")
                    .contains("a free port from 1 to 65535 is allowed");
        }
    }

    @Test
    void restoreWantsAnEmptyDirectoryAndABackup() throws Exception {
        // Given
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("mine.txt"), "not a backup's");

        // Then
        assertThat(run("restore", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("DIR: \"" + folder.resolve("none") + "\" does not exist");
        assertThat(runOn(data, "restore", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not empty: it has \"mine.txt\"");
    }

    @Test
    void anUnfinishedRestoreIsNotStarted() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("data/data"));
        Files.createFile(folder.resolve("data/data/restore.jsonl"));

        // Then
        assertThat(runOn(folder.resolve("data"), "up", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("holds a restore that was not finished");
    }

    @Test
    void backupAndExportWantAnInstancesDirectoryAndAGuild() {
        assertThat(runOn(folder.resolve("none"), "backup", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none\" does not exist");
        assertThat(run("export")).isEqualTo(2);
        assertThat(run("export", "--guild", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--guild: \"x\" is not a guild's id");
    }

    @Test
    void whatIsNotWholeIsNotBackedUpAndWhatIsOnCassandraNotMigrated() throws Exception {
        // Given
        Files.writeString(folder.resolve("store.kind"), "cassandra\n");
        Path half = Files.createDirectories(folder.resolve("half/data"));
        Files.createFile(half.resolve("restore.jsonl"));

        // Then
        assertThat(run("store", "migrate", "--to", "cassandra")).isEqualTo(2);
        assertThat(err.toString()).contains("holds no embedded store");
        assertThat(runOn(half.getParent(), "backup", folder.resolve("to").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds a restore that was not finished");
    }

    @Test
    void aClusterThatCannotBeIsNamedByItsField() throws Exception {
        // Given
        Files.createFile(Files.createDirectories(folder.resolve("data")).resolve("accounts.db"));
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        String points = "127.0.0.1:9042";

        // Then
        refused("spec.store.keyspace", "--contact-points", points, "--keyspace", "1x");
        refused("spec.store.contactPoints", "--contact-points", "no one:x");
        refused(
                "spec.store.credentials: \"" + nothing + "\": there is no readable file username",
                "--contact-points",
                points,
                "--credentials",
                nothing.toString());
        refused(
                "spec.store.tls.secret: \"" + nothing + "\": there is no readable file ca.crt",
                "--contact-points",
                points,
                "--tls",
                nothing.toString());
        refused("keeps everything in files", "--keyspace", "another");
        refused("-f /nonexistent.yaml: cannot be read", "-f", "/nonexistent.yaml");
    }

    private void refused(String words, String... options) {
        List<String> arguments = new ArrayList<>(List.of("export", "--guild", "1"));
        arguments.addAll(List.of(options));
        err.getBuffer().setLength(0);
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(words);
    }

    @Test
    void aDirectoryGoesOnWithTheClusterThatItWasFilledWith() throws Exception {
        // Given
        Path gone = folder.resolve("gone");
        var store =
                NamedCluster.ownStore().put("keyspace", "ours").put("credentials", gone.toString());
        store.putArray("contactPoints").add("127.0.0.1:1");
        NamedCluster.checked(store).keep(new DataDir(folder));
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, NamedCluster.sample("local-cassandra"));

        // Then
        assertThat(run("up", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("spec.store.credentials: \"" + gone);
        assertThat(run("up", "--port", "0", "-f", other.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "keeps everything in the keyspace \"ours\" of a cluster, not in the"
                                + " keyspace \"guildhall\" of its own Cassandra");
    }

    @Test
    void impossiblePortIsRefused() {
        assertThat(run("up", "--port", "65536")).isEqualTo(2);
        assertThat(err.toString()).contains("--port: 65536 is not a port; 1 to 65535 is allowed");
    }

    @Test
    void allErrorsOfAFileAreSaidAtOnce() throws Exception {
        // Given
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(
                file,
                """
                apiVersion: guildhall.dev/v1alpha1
                kind: GuildCluster
                metadata: {name: x}
                spec: {edgs: {}, edges: {min: 0}}
                """);

        // When
        int code = run("up", "-f", file.toString(), "--port", "0");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("guildhall: -f " + file + ": "))
                .anyMatch(line -> line.contains("unknown field \"spec.edgs\""))
                .anyMatch(line -> line.contains("spec.edges.min: Invalid value: 0"));
    }

    @Test
    void missingFileIsNamed() {
        assertThat(run("up", "-f", "/nonexistent.yaml", "--port", "0")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "-f /nonexistent.yaml: cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void directoryInUseIsNamed() throws Exception {
        // Given
        String marker = "-Dguildhall.dir=" + folder.toRealPath();
        Process other = new ProcessBuilder("sh", "-c", "sleep 60; :", "guildhall", marker).start();
        try {
            // When
            int code = run("up", "--port", "0");

            // Then
            assertThat(code).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("guildhall: --data: \"" + folder.toRealPath() + "\" is used by a")
                    .contains("(process " + other.pid() + ")");
            assertThat(run("down")).isZero();
            assertThat(other.waitFor()).isNotZero();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void fileInPlaceOfADirectoryIsRefused() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        int code = CommandLineFixture.run(out, err, "up", "--port", "0", "--data", file.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--data: \"" + file + "\" cannot be used");
    }

    @Test
    void commandsSayThatNothingRuns() {
        for (List<String> command :
                List.of(
                        List.of("status"),
                        List.of("guild", "list"),
                        List.of("guild", "create", "Name"),
                        List.of("bot", "create", "name"),
                        List.of("bot", "delete", "name"))) {
            assertThat(run(command.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString()).contains("nothing runs in --data \"" + folder);
            err.getBuffer().setLength(0);
        }
        assertThat(run("down")).isZero();
        assertThat(err.toString()).contains("nothing was running");
    }

    @Test
    void impossibleNamesAreRefused() {
        assertThat(run("guild", "create", "x")).isEqualTo(2);
        assertThat(run("guild", "create", "Fine", "--owner", "Not Fine")).isEqualTo(2);
        assertThat(run("bot", "create", "Not Fine")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "guildhall: NAME: \"x\" is not allowed; 2 to 100 characters are",
                        "guildhall: --owner: \"Not Fine\" is not allowed; 2 to 32 of a-z, 0-9, '.'"
                                + " and '_' are",
                        "guildhall: NAME: \"Not Fine\" is not allowed; 2 to 32 of a-z, 0-9, '.' and"
                                + " '_' are");
    }

    @Test
    void logsOfOneAndOfAll() throws Exception {
        // Given
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("edge-0.log"), "one\ntwo\n");
        Files.writeString(logs.resolve("operator.log"), "three\n");

        // When
        int one = run("logs", "edge-0");
        int all = run("logs");
        int none = run("logs", "edge-7");

        // Then
        assertThat(List.of(one, all, none)).containsExactly(0, 0, 2);
        assertThat(out.toString().lines())
                .containsExactly("one", "two", "edge-0 | one", "edge-0 | two", "operator | three");
        assertThat(err.toString())
                .contains("NAME: \"edge-7\" has no log; there are: edge-0, operator");
    }

    @Test
    void helpShowsEveryCommand() {
        assertThat(CommandLineFixture.run(out, err, "--help")).isZero();
        assertThat(out.toString())
                .contains("up", "status", "down", "logs", "guild", "bot", "test", "--data DIR");
    }

    private int run(String... arguments) {
        return runOn(folder, arguments);
    }

    private int runOn(Path data, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data.toString();
        return CommandLineFixture.run(out, err, all);
    }

    /// Runs a command with its output caught.
    private static final class CommandLineFixture {
        static int run(StringWriter out, StringWriter err, String... arguments) {
            CommandLine commandLine = GuildhallCli.commandLine();
            commandLine.setOut(new PrintWriter(out, true));
            commandLine.setErr(new PrintWriter(err, true));
            return commandLine.execute(arguments);
        }
    }
}
