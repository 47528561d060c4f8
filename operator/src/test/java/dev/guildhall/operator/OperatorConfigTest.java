package dev.guildhall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigTest {

    @Test
    void defaults() {
        // When
        OperatorConfig config =
                OperatorConfig.from(Map.of("GUILDHALL_DIR", "/d", "GUILDHALL_HOME", "/h"));

        // Then
        assertThat(config)
                .isEqualTo(
                        new OperatorConfig(
                                Path.of("/d"), Path.of("/h"), "127.0.0.1", 8_080, 0, false, ""));
        assertThat(config.shown()).hasSize(7).containsEntry("GUILDHALL_PORT", "8080");
    }

    @Test
    void allErrorsAtOnce() {
        assertThatThrownBy(() ->
                        OperatorConfig.from(
                                Map.of("GUILDHALL_PORT", "0", "GUILDHALL_TRAINING", "1")))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.errors()).hasSize(4));
    }
}
