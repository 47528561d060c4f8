package dev.guildhall.guild.store.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An immutable sorted map: a change gives a new tree that shares all but the path to it. So a
/// reader has one moment of it for as long as it likes, while the writer goes on, without a lock.
///
/// A weight-balanced tree: changes and look-ups take O(log n), `size` is at hand, an entry weighs
/// 32 bytes beside its key and value. Null is no value.
///
/// Source: Hirai and Yamamoto, "Balancing weight-balanced trees", 2011 (delta 3, gamma 2).
public final class SortedTree<K extends Comparable<? super K>, V> {

    private static final int DELTA = 3;
    private static final int GAMMA = 2;

    private final @Nullable Node<K, V> root;

    private SortedTree(@Nullable Node<K, V> root) {
        this.root = root;
    }

    private record Node<K, V>(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int size) {

        static <K, V> Node<K, V> of(
                K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            return new Node<>(key, value, left, right, count(left) + count(right) + 1);
        }
    }

    private static int count(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    public static <K extends Comparable<? super K>, V> SortedTree<K, V> empty() {
        return new SortedTree<>(null);
    }

    /// The tree of `values`, which grow by their keys and have no two equal ones, in linear time.
    public static <K extends Comparable<? super K>, V> SortedTree<K, V> ofSorted(
            List<V> values, Function<V, K> key) {
        return new SortedTree<>(build(values, key, Function.identity(), 0, values.size()));
    }

    private static <E, K extends Comparable<? super K>, V> @Nullable Node<K, V> build(
            List<E> entries, Function<E, K> key, Function<E, V> value, int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = (from + to) >>> 1;
        E entry = entries.get(middle);
        return Node.of(
                key.apply(entry),
                value.apply(entry),
                build(entries, key, value, from, middle),
                build(entries, key, value, middle + 1, to));
    }

    /// The tree of `keys`, which grow and have no two equal ones, with what `value` gives for each.
    public static <K extends Comparable<? super K>, V> SortedTree<K, V> ofSortedKeys(
            List<K> keys, Function<K, V> value) {
        return new SortedTree<>(build(keys, Function.identity(), value, 0, keys.size()));
    }

    public int size() {
        return count(root);
    }

    /// The length of the longest path; at most some 2.2 times the logarithm of the size.
    int depth() {
        return depth(root);
    }

    private static int depth(@Nullable Node<?, ?> node) {
        return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
    }

    public @Nullable V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    public boolean has(K key) {
        return get(key) != null;
    }

    /// The entry with the smallest key; null when the tree is empty.
    public @Nullable V first() {
        Node<K, V> node = root;
        while (node != null && node.left != null) {
            node = node.left;
        }
        return node == null ? null : node.value;
    }

    /// The tree with `value` in the place of whatever was at `key`.
    public SortedTree<K, V> with(K key, V value) {
        return new SortedTree<>(put(root, key, value));
    }

    /// The tree without `key`; the same one when it is not there.
    public SortedTree<K, V> without(K key) {
        return has(key) ? new SortedTree<>(remove(root, key)) : this;
    }

    /// All values by growing key.
    public List<V> values() {
        List<V> all = new ArrayList<>(size());
        forEach((_, value) -> all.add(value));
        return all;
    }

    public void forEach(BiConsumer<? super K, ? super V> action) {
        from(
                null,
                (key, value) -> {
                    action.accept(key, value);
                    return true;
                });
    }

    /// At most `limit` values with keys greater than `after` (null: all), by growing key.
    public List<V> after(@Nullable K after, int limit) {
        List<V> page = new ArrayList<>(Math.min(limit, size()));
        if (limit > 0) {
            from(
                    after,
                    (key, value) -> {
                        if (after == null || key.compareTo(after) > 0) {
                            page.add(value);
                        }
                        return page.size() < limit;
                    });
        }
        return page;
    }

    /// Hands out the entries from the smallest key that is not below `from` (null: the first one),
    /// by growing key, while `action` says true.
    public void from(@Nullable K from, BiPredicate<? super K, ? super V> action) {
        visit(root, from, action);
    }

    private static <K extends Comparable<? super K>, V> boolean visit(
            @Nullable Node<K, V> node, @Nullable K from, BiPredicate<? super K, ? super V> action) {
        if (node == null) {
            return true;
        }
        boolean within = from == null || from.compareTo(node.key) <= 0;
        if (!within) {
            return visit(node.right, from, action);
        }
        return visit(node.left, from, action)
                && action.test(node.key, node.value)
                && visit(node.right, null, action);
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> put(
            @Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return Node.of(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return Node.of(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
            @Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node, node.left, remove(node.right, key));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node<K, V> next = smallest(node.right);
        return balanced(next, node.left, remove(node.right, next.key));
    }

    private static <K, V> Node<K, V> smallest(Node<K, V> node) {
        Node<K, V> smallest = node;
        while (smallest.left != null) {
            smallest = smallest.left;
        }
        return smallest;
    }

    /// `at` with other children, one of which may have changed by one entry.
    private static <K, V> Node<K, V> balanced(
            Node<K, V> at, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (right != null && tooHeavy(right, left)) {
            boolean once = count(right.left) + 1 < GAMMA * (count(right.right) + 1);
            Node<K, V> inner = right.left;
            return once || inner == null
                    ? joined(right, joined(at, left, right.left), right.right)
                    : joined(
                            inner,
                            joined(at, left, inner.left),
                            joined(right, inner.right, right.right));
        }
        if (left != null && tooHeavy(left, right)) {
            boolean once = count(left.right) + 1 < GAMMA * (count(left.left) + 1);
            Node<K, V> inner = left.right;
            return once || inner == null
                    ? joined(left, left.left, joined(at, left.right, right))
                    : joined(
                            inner,
                            joined(left, left.left, inner.left),
                            joined(at, inner.right, right));
        }
        return joined(at, left, right);
    }

    private static boolean tooHeavy(Node<?, ?> one, @Nullable Node<?, ?> other) {
        return count(one) + 1 > DELTA * (count(other) + 1);
    }

    private static <K, V> Node<K, V> joined(
            Node<K, V> at, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return Node.of(at.key, at.value, left, right);
    }
}
