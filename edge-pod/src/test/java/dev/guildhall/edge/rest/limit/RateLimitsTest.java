package dev.guildhall.edge.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.config.ConfigReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The configuration of rate limits.
class RateLimitsTest {

    @Test
    void defaultsAreDiscordsOrderOfMagnitude() {
        RateLimits limits = read("");

        assertThat(limits).isEqualTo(RateLimits.defaults());
        assertThat(limits.enabled()).isTrue();
        assertThat(limits.global()).isEqualTo(new Quota(50, 1));
        assertThat(limits.of(RateClass.SEND)).isEqualTo(new Quota(5, 5));
    }

    @Test
    void offIsOff() {
        assertThat(read("off").enabled()).isFalse();
    }

    @Test
    void numbersReplaceDefaults() {
        RateLimits limits = read("global=500/1, send=100/2");

        assertThat(limits.global()).isEqualTo(new Quota(500, 1));
        assertThat(limits.of(RateClass.SEND)).isEqualTo(new Quota(100, 2));
        assertThat(limits.of(RateClass.READ)).isEqualTo(RateClass.READ.defaultQuota());
    }

    @Test
    void everyErrorIsTold() {
        ConfigReader config =
                new ConfigReader(Map.of("L", "send=0/1,fly=1/1,global=many,read=1/1/1"));
        RateLimits.read(config, "L");

        assertThatThrownBy(config::check)
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.errors()).hasSize(4));
    }

    private static RateLimits read(String text) {
        ConfigReader config = new ConfigReader(Map.of("L", text));
        RateLimits limits = RateLimits.read(config, "L");
        config.check();
        return limits;
    }
}
