package dev.guildhall.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCassandraTest {

    @TempDir Path folder;

    @Test
    void answersAgainAfterAKill() {
        try (LocalCassandra node = SharedCassandra.ofItsOwn(System.getenv(), folder)) {
            // Given
            node.start();
            long first = node.pid();

            // When
            node.kill();
            boolean answeredWhileDead = answers(node);
            node.start();

            // Then
            assertThat(answeredWhileDead).isFalse();
            assertThat(answers(node)).isTrue();
            assertThat(node.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void endsWithTheProcessThatItServes() throws IOException {
        // Given
        Process parent = new ProcessBuilder("sleep", "600").start();
        int port = FreePorts.at(List.of("127.0.0.1"));
        int storagePort = FreePorts.at(List.of("127.0.0.1"));
        NodeOptions single = NodeOptions.single(folder, port, storagePort);
        NodeOptions options =
                new NodeOptions(
                        folder,
                        single.address(),
                        port,
                        storagePort,
                        single.seeds(),
                        single.token(),
                        single.heapMb(),
                        OptionalLong.of(parent.pid()),
                        Optional.empty());
        ServerFiles files = ServerFiles.of(SharedCassandra.sourceTree());
        try (var node = new LocalCassandra(Java17.find(System.getenv()), files, options)) {
            node.start();

            // When
            parent.destroyForcibly();

            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> !node.alive());
        }
    }

    private static boolean answers(LocalCassandra node) {
        return CqlProbe.answers(node.options().address(), node.options().cqlPort());
    }
}
