package dev.guildhall.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.edge.session.SessionLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {

    private static final Map<String, String> LEAST =
            Map.of("GUILDHALL_POD", "edge-0", "GUILDHALL_DIRECTORY", "127.0.0.1:7000");

    @Test
    void defaults() {
        EdgeConfig config = EdgeConfig.read(LEAST);
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.httpPort()).isEqualTo(8_080);
        assertThat(config.adminPort()).isZero();
        assertThat(config.publicGateway()).isEqualTo(Optional.empty());
        assertThat(config.drainTimeoutMs()).isEqualTo(2_000);
        assertThat(config.session()).isEqualTo(SessionLimits.defaults());
        assertThat(config.rest().authDev()).isFalse();
    }

    @Test
    void allErrorsAreReportedTogether() {
        Map<String, String> wrong =
                Map.of(
                        "GUILDHALL_HTTP_PORT", "65536",
                        "GUILDHALL_AUTH_DEV", "yes",
                        "GUILDHALL_HEARTBEAT_MS", "1");
        assertThatThrownBy(() -> EdgeConfig.read(wrong))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.errors()).hasSize(5));
    }

    @Test
    void whoStandsByHasToKnowWhatClientsAreTold() {
        Map<String, String> wrong = new HashMap<>(LEAST);
        wrong.put("GUILDHALL_STANDBY", "true");
        assertThatThrownBy(() -> EdgeConfig.read(wrong))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.errors())
                                        .containsExactly(
                                                "GUILDHALL_PUBLIC_GATEWAY: needed with"
                                                        + " GUILDHALL_STANDBY=true"));
        wrong.put("GUILDHALL_PUBLIC_GATEWAY", "ws://127.0.0.1:1");
        assertThat(EdgeConfig.read(wrong).standby()).isTrue();
    }

    @Test
    void everythingIsShown() {
        assertThat(EdgeConfig.read(LEAST).shown())
                .containsEntry("GUILDHALL_POD", "edge-0")
                .containsEntry("GUILDHALL_HEARTBEAT_MS", "41250");
    }
}
