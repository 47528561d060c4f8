package dev.guildhall.guild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.id.GuildId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuildConfigTest {

    @Test
    void defaults() {
        // When
        GuildConfig config =
                GuildConfig.from(Map.of("GUILDHALL_POD", "pool-1", "GUILDHALL_DATA", "/data"));

        // Then
        assertThat(config)
                .isEqualTo(
                        new GuildConfig(
                                "pool-1",
                                Path.of("/data"),
                                Optional.empty(),
                                Retention.FOREVER,
                                "",
                                "127.0.0.1",
                                0,
                                0,
                                0));
    }

    @Test
    void allErrorsComeAtOnce() {
        // When
        ConfigException errors =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                GuildConfig.from(
                                        Map.of(
                                                "GUILDHALL_DIRECTORY", "nowhere",
                                                "GUILDHALL_GRPC_PORT", "70000",
                                                "GUILDHALL_WORKER", "x")));

        // Then
        assertThat(errors.errors())
                .containsExactlyInAnyOrder(
                        "GUILDHALL_POD: is required and not set",
                        "GUILDHALL_DATA: is required and not set",
                        "GUILDHALL_DIRECTORY: \"nowhere\" is not host:port",
                        "GUILDHALL_GRPC_PORT: \"70000\" is not a whole number from 0 to 65535",
                        "GUILDHALL_WORKER: \"x\" is not a whole number from 0 to 1023");
    }

    @Test
    void shownConfigNamesEveryKey() {
        // Given
        GuildConfig config =
                GuildConfig.from(Map.of("GUILDHALL_POD", "pool-1", "GUILDHALL_DATA", "/data"));

        // Then
        assertThat(config.shown()).hasSize(GuildConfig.class.getRecordComponents().length);
    }

    @Test
    void messagesAreKeptForAsLongAsTheirGuildSays() {
        // When
        GuildConfig config =
                GuildConfig.from(
                        Map.of(
                                "GUILDHALL_POD", "pool-1",
                                "GUILDHALL_DATA", "/data",
                                "GUILDHALL_STORE", "cassandra",
                                "GUILDHALL_CASSANDRA_CONTACT_POINTS", "127.0.0.1:9042",
                                "GUILDHALL_RETENTION_DAYS", "30",
                                "GUILDHALL_RETENTION_DAYS_BY_GUILD", "5=90, 6=0"));

        // Then
        assertThat(config.retention().keepMs(new GuildId(4))).isEqualTo(30 * 86_400_000L);
        assertThat(config.retention().keepMs(new GuildId(5))).isEqualTo(90 * 86_400_000L);
        assertThat(config.retention().keepMs(new GuildId(6))).isZero();
        assertThat(config.shown()).containsEntry("GUILDHALL_RETENTION_DAYS_BY_GUILD", "5=90,6=0");
    }

    @Test
    void theEmbeddedStoreKeepsMessagesForEver() {
        // When
        ConfigException errors =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                GuildConfig.from(
                                        Map.of(
                                                "GUILDHALL_POD", "pool-1",
                                                "GUILDHALL_DATA", "/data",
                                                "GUILDHALL_RETENTION_DAYS", "30",
                                                "GUILDHALL_RETENTION_DAYS_BY_GUILD", "x")));

        // Then
        assertThat(errors.errors())
                .containsExactlyInAnyOrder(
                        "GUILDHALL_RETENTION_DAYS: needs GUILDHALL_STORE=cassandra: the embedded"
                                + " store keeps messages for ever",
                        "GUILDHALL_RETENTION_DAYS_BY_GUILD: \"x\" is not guild=days");
    }
}
