package dev.guildhall.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

    @Test
    void allErrorsAreReportedTogether() {
        // Given
        var reader = new ConfigReader(Map.of("PORT", "70000", "DEV", "yes"));

        // When
        reader.integer("PORT", 8080, 0, 65_535);
        reader.flag("DEV", false);
        reader.required("POD");

        // Then
        assertThatThrownBy(reader::check)
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.errors())
                                        .containsExactly(
                                                "PORT: \"70000\" is not a whole number from 0 to"
                                                        + " 65535",
                                                "DEV: \"yes\" is neither true nor false",
                                                "POD: is required and not set"));
    }

    @Test
    void defaultsStandInForAbsentAndEmptyValues() {
        // Given
        var reader = new ConfigReader(Map.of("BIND", " "));

        // When
        String bind = reader.text("BIND", "127.0.0.1");
        int port = reader.integer("PORT", 8080, 0, 65_535);
        reader.check();

        // Then
        assertThat(bind).isEqualTo("127.0.0.1");
        assertThat(port).isEqualTo(8080);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Secret("hunter2").toString()).doesNotContain("hunter2");
    }
}
