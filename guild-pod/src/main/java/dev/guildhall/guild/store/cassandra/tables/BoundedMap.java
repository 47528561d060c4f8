package dev.guildhall.guild.store.cassandra.tables;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets what was longest unused when it holds too much. For one thread.
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int capacity;

    BoundedMap(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
