package dev.guildhall.guild.store.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The persistent map against the JDK's own.
class SortedTreeTest {

    @Test
    void randomChangesLeaveWhatATreeMapHasAndOldTreesAsTheyWere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TreeMap<Long, String> expected = new TreeMap<>();
        SortedTree<Long, String> tree = SortedTree.empty();
        for (int i = 0; i < 20_000; i++) {
            // Given
            long key = random.nextInt(300);
            SortedTree<Long, String> before = tree;
            List<String> valuesBefore = i % 500 == 0 ? before.values() : List.of();

            // When
            if (random.nextInt(5) < 2) {
                expected.remove(key);
                tree = tree.without(key);
            } else {
                expected.put(key, "v" + i);
                tree = tree.with(key, "v" + i);
            }

            // Then
            assertThat(tree.size()).as("seed %d", seed).isEqualTo(expected.size());
            if (i % 500 == 0) {
                assertThat(tree.values()).containsExactlyElementsOf(expected.values());
                assertThat(before.values()).isEqualTo(valuesBefore);
                long from = random.nextInt(300);
                assertThat(tree.after(from, 7))
                        .containsExactlyElementsOf(
                                expected.tailMap(from, false).values().stream().limit(7).toList());
                assertThat(tree.get(from)).isEqualTo(expected.get(from));
            }
        }
    }

    @Test
    void growingKeysAndDeletionsKeepItShallow() {
        // Given
        SortedTree<Long, Long> tree = SortedTree.empty();
        for (long key = 0; key < 100_000; key++) {
            tree = tree.with(key, key);
        }

        // When
        for (long key = 0; key < 90_000; key++) {
            tree = tree.without(key);
        }

        // Then
        assertThat(tree.first()).isEqualTo(90_000);
        int[] comparisons = new int[1];
        tree.from(99_999L, (_, _) -> ++comparisons[0] < 10);
        assertThat(comparisons[0]).isEqualTo(1);
        assertThat(tree.depth()).isLessThanOrEqualTo(2 * 14 + 2);
    }

    @Test
    void sortedValuesMakeTheSameTree() {
        // Given
        List<Long> keys = new ArrayList<>(LongStream.range(0, 1_000).boxed().toList());

        // When
        SortedTree<Long, Long> tree = SortedTree.ofSorted(keys, key -> key);

        // Then
        assertThat(tree.values()).isEqualTo(keys);
        assertThat(tree.depth()).isLessThanOrEqualTo(10);
        assertThat(tree.with(1_000L, 1_000L).after(998L, 5)).containsExactly(999L, 1_000L);
        assertThat(SortedTree.<Long, Long>empty().first()).isNull();
    }
}
