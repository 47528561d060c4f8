package dev.guildhall.common.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnowflakeSourceTest {

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void idsGrowWithinOneMillisecondAndBeyondItsIncrements() {
        // Given
        var source = new SnowflakeSource(ticker::unixMs, 7);

        // When
        long[] ids = LongStream.generate(source).limit(10_000).toArray();

        // Then
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(LongStream.of(ids).map(id -> (id >>> 12) & 0x3FF).distinct())
                .containsExactly(7L);
    }

    @Test
    void anIdTellsItsTime() {
        long id = new SnowflakeSource(ticker::unixMs, 0).getAsLong();
        assertThat(Snowflake.unixMs(id)).isEqualTo(ticker.unixMs());
    }
}
