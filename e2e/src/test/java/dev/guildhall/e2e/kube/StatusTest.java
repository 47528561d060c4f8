package dev.guildhall.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an operator writes and people and autoscalers see: columns, `/status`, `/scale`. The test
/// writes the status in the operator's place.
@ExtendWith(KubernetesExtension.class)
class StatusTest {

    private static final String STATUS =
            """
            {"spec": {"paused": true},
             "status": {
               "observedGeneration": 1, "guilds": 1200, "online": 40000,
               "edges": {"replicas": 4, "ready": 3, "selector": "guildhall.dev/cluster=chat"},
               "conditions": [
                 {"type": "Progressing", "status": "False", "reason": "Done", "message": "",
                  "lastTransitionTime": "2026-11-21T12:00:00Z"},
                 {"type": "Ready", "status": "True", "reason": "Serving", "message": "",
                  "lastTransitionTime": "2026-11-21T12:00:00Z"}]}}
            """;

    @BeforeEach
    void removeAll(Kubectl kubectl) {
        kubectl.ok("delete", "horizontalpodautoscalers,guildclusters", "--all");
    }

    @Test
    void columnsShowTheState(Kubectl kubectl) {
        // Given
        apply(kubectl, "");
        writeStatus(kubectl);

        for (String name : List.of("gc", "guildcluster", "guildclusters", "guildhall")) {
            // When
            List<String> lines = kubectl.ok("get", name).lines().toList();

            // Then
            assertThat(lines).hasSize(2);
            assertThat(words(lines.getFirst()))
                    .containsExactly("NAME", "READY", "GUILDS", "EDGES", "ONLINE", "AGE");
            assertThat(words(lines.getLast()).subList(0, 5))
                    .containsExactly("chat", "True", "1200", "3", "40000");
            assertThat(words(lines.getLast()).getLast()).matches("[0-9]+s");
        }
    }

    @Test
    void statusAndSpecAreWrittenApart(Kubectl kubectl) throws Exception {
        // Given
        apply(kubectl, "");

        // When
        writeStatus(kubectl);
        kubectl.ok("patch", "gc", "chat", "--type=merge", "-p", "{\"status\": {\"online\": 1}}");

        // Then
        JsonNode chat = get(kubectl);
        assertThat(chat.at("/spec/paused").asBoolean()).isFalse();
        assertThat(chat.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(chat.at("/status/online").asInt()).isEqualTo(40_000);
    }

    @Test
    void scaleSetsAndShowsTheEdges(Kubectl kubectl) throws Exception {
        // Given
        apply(kubectl, "autoscaling: external");
        writeStatus(kubectl);

        // When
        kubectl.ok("scale", "guildcluster/chat", "--replicas=3");

        // Then
        assertThat(get(kubectl).at("/spec/edges/replicas").asInt()).isEqualTo(3);
        String path = "/apis/guildhall.dev/v1alpha1/namespaces/%s/guildclusters/chat/scale";
        JsonNode scale =
                new ObjectMapper()
                        .readTree(kubectl.ok("get", "--raw", path.formatted(kubectl.namespace())));
        assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(scale.at("/status/replicas").asInt()).isEqualTo(4);
        assertThat(scale.at("/status/selector").asText()).isEqualTo("guildhall.dev/cluster=chat");
    }

    @Test
    void scaleIsRefusedWhenTheOperatorDecides(Kubectl kubectl) {
        // Given
        apply(kubectl, "");

        // When
        Kubectl.Answer answer = kubectl.run("", "scale", "guildcluster/chat", "--replicas=3");

        // Then
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains("set edges.autoscaling to external to scale from outside");
    }

    @Test
    void horizontalPodAutoscalerWritesTheReplicas(Kubectl kubectl) {
        // Given
        apply(kubectl, "autoscaling: external");
        writeStatus(kubectl);

        // When
        Kubectl.Answer answer =
                kubectl.apply(
                        """
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: chat}
                        spec:
                          scaleTargetRef:
                            apiVersion: guildhall.dev/v1alpha1
                            kind: GuildCluster
                            name: chat
                          minReplicas: 6
                          maxReplicas: 8
                          metrics:
                            - type: Resource
                              resource:
                                name: cpu
                                target: {type: Utilization, averageUtilization: 60}
                        """);

        // Then
        assertThat(answer.exit()).as(answer.err()).isZero();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(get(kubectl).at("/spec/edges/replicas").asInt()).isEqualTo(6));
    }

    private static void apply(Kubectl kubectl, String edges) {
        Kubectl.Answer answer =
                kubectl.apply(
                        """
                        apiVersion: guildhall.dev/v1alpha1
                        kind: GuildCluster
                        metadata: {name: chat}
                        spec: {edges: {%s}}
                        """
                                .formatted(edges));
        assertThat(answer.exit()).as(answer.err()).isZero();
    }

    private static void writeStatus(Kubectl kubectl) {
        kubectl.ok("patch", "gc", "chat", "--subresource=status", "--type=merge", "-p", STATUS);
    }

    private static JsonNode get(Kubectl kubectl) throws Exception {
        return new ObjectMapper().readTree(kubectl.ok("get", "gc", "chat", "-o", "json"));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +"));
    }
}
