package dev.guildhall.guild.store.cassandra.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Counts of reactions and their bytes.
class CountsTest {

    @Test
    void emojisComeInTheOrderOfTheirFirstUseAlsoAfterReading() {
        // Given
        Counts counts = new Counts();
        counts.added(":b", 3);
        counts.added(":a", 4);
        counts.added(":b", 5);
        counts.added("9:c", 6);
        counts.removed("9:c");

        // When
        Counts read = Counts.of(counts.bytes());

        // Then
        assertThat(read.emojis()).containsExactly(":b", ":a");
        assertThat(read.shown(Set.of(":a")))
                .extracting(reaction -> reaction.count() + (reaction.me() ? " mine" : ""))
                .containsExactly("2", "1 mine");
        assertThat(Counts.of(null).emojis()).isEmpty();
    }

    @Test
    void anEmojiThatComesBackComesLast() {
        // Given
        Counts counts = new Counts();
        counts.added(":a", 1);
        counts.added(":b", 2);

        // When
        counts.cleared(":a");
        counts.added(":a", 3);

        // Then
        assertThat(counts.emojis()).containsExactly(":b", ":a");
    }

    @Test
    void bytesThatEndTooEarlyAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counts.of(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0})));
    }
}
