package dev.guildhall.edge.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/// Windows, and the bound on their number.
class RateLimiterTest {

    private static final Quota QUOTA = new Quota(2, 1);
    private final FakeTicker ticker = new FakeTicker();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RateLimiter limiter = new RateLimiter(100, ticker, metrics);

    @Test
    void aWindowBeginsWithItsFirstRequest() {
        RateKey key = new RateKey.Global(1);

        assertThat(limiter.take(key, QUOTA)).isEqualTo(new Grant(true, 2, 1, 1000));
        ticker.advanceMs(400);
        assertThat(limiter.take(key, QUOTA)).isEqualTo(new Grant(true, 2, 0, 600));
        assertThat(limiter.take(key, QUOTA)).isEqualTo(new Grant(false, 2, 0, 600));
        ticker.advanceMs(600);
        assertThat(limiter.take(key, QUOTA)).isEqualTo(new Grant(true, 2, 1, 1000));
    }

    @Test
    void peekTakesNothing() {
        RateKey key = new RateKey.Failures("a");

        assertThat(limiter.peek(key, QUOTA).allowed()).isTrue();
        limiter.take(key, QUOTA);
        limiter.take(key, QUOTA);

        assertThat(limiter.peek(key, QUOTA).allowed()).isFalse();
        assertThat(metrics.get("edge_rest_rate_windows").gauge().value()).isEqualTo(1);
    }

    @Test
    void manyUsersStayInTheBound() {
        for (long user = 0; user < 10_000; user++) {
            limiter.take(new RateKey.Bucket(user, 1, 2), QUOTA);
        }

        assertThat(metrics.get("edge_rest_rate_windows").gauge().value()).isLessThanOrEqualTo(100);
        assertThat(metrics.get("edge_rest_rate_windows_evicted").counter().count()).isPositive();
    }

    @Test
    void windowsThatAreOverGoFirst() {
        for (long user = 0; user < 99; user++) {
            limiter.take(new RateKey.Global(user), QUOTA);
        }
        ticker.advanceMs(1000);
        RateKey fresh = new RateKey.Global(1000);
        limiter.take(fresh, QUOTA);
        limiter.take(fresh, QUOTA);

        limiter.take(new RateKey.Global(1001), QUOTA);

        assertThat(limiter.take(fresh, QUOTA).allowed()).isFalse();
        assertThat(metrics.get("edge_rest_rate_windows_evicted").counter().count()).isZero();
    }
}
