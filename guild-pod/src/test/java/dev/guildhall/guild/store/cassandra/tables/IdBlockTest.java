package dev.guildhall.guild.store.cassandra.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Blocks of ids and where messages lie.
class IdBlockTest {

    @Test
    void aBlockIsWhatItsBytesSay() {
        // Given
        IdBlock block = IdBlock.empty(5).with(9).with(7).with(12);

        // When
        IdBlock read = IdBlock.of(5, block.bytes());

        // Then
        assertThat(read).isEqualTo(block);
        assertThat(read.ids()).containsExactly(7, 9, 12);
        assertThat(read.without(9).ids()).containsExactly(7, 12);
        assertThat(read.has(9)).isTrue();
        assertThat(read.endsBefore(12)).isFalse();
        assertThat(read.endsBefore(13)).isTrue();
    }

    @Test
    void halvesOfABlockAreTheBlock() {
        // Given
        IdBlock block = IdBlock.empty(0);
        for (long id = 1; id <= IdBlock.MAX_IDS; id++) {
            block = block.with(id);
        }

        // When, Then
        assertThat(block.isFull()).isTrue();
        assertThat(block.lowerHalf().ids()).hasSize(128).startsWith(1).endsWith(128);
        assertThat(block.upperHalf().ids()).hasSize(128).startsWith(129).endsWith(256);
        assertThat(block.upperHalf().firstId()).isEqualTo(129);
    }

    @Test
    void anEraIsTenBucketsOfTenDays() {
        // Given
        long first = Bucket.firstIdOfEra(7);

        // When, Then
        assertThat(Bucket.era(first)).isEqualTo(7);
        assertThat(Bucket.era(first - 1)).isEqualTo(6);
        assertThat(Bucket.of(first)).isEqualTo(70);
        assertThat(Bucket.ofEra(7)).hasSize(10).startsWith(70).endsWith(79);
        assertThat(Bucket.of(Long.MAX_VALUE)).isPositive();
    }
}
