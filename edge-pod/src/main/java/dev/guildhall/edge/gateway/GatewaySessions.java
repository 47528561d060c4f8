package dev.guildhall.edge.gateway;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import dev.guildhall.edge.session.Sessions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// All sessions of the edge, by user. Safe for many threads.
public final class GatewaySessions implements Sessions {

    private final GatewayOptions options;
    private final ConcurrentMap<UserId, Set<SessionHandle>> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicIntegerArray detached;

    public GatewaySessions(GatewayOptions options) {
        this.options = options;
        this.detached = new AtomicIntegerArray(options.shards());
    }

    @Override
    public void joined(UserId userId, GuildId guildId) {
        of(userId).forEach(handle -> handle.post(session -> session.joined(guildId)));
    }

    /// The sessions of a user.
    Set<SessionHandle> of(UserId userId) {
        return byUser.getOrDefault(userId, Set.of());
    }

    /// The users with sessions, as they are now.
    List<UserId> users() {
        return List.copyOf(byUser.keySet());
    }

    /// False when the edge is full.
    boolean add(SessionHandle handle) {
        if (count.incrementAndGet() > options.maxSessions()) {
            count.decrementAndGet();
            return false;
        }
        byUser.compute(
                handle.userId(),
                (_, old) -> {
                    Set<SessionHandle> set = old == null ? ConcurrentHashMap.newKeySet() : old;
                    set.add(handle);
                    return set;
                });
        return true;
    }

    void remove(SessionHandle handle) {
        count.decrementAndGet();
        byUser.computeIfPresent(
                handle.userId(),
                (_, set) -> {
                    set.remove(handle);
                    return set.isEmpty() ? null : set;
                });
    }

    /// Ends all sessions, soon.
    void endAll(EndReason reason) {
        byUser.values().forEach(set -> set.forEach(handle -> handle.post(s -> s.end(reason))));
    }

    /// How many sessions there are, with or without a connection.
    public int count() {
        return count.get();
    }

    /// How many sessions have no connection, as of the last tick.
    int detached() {
        int sum = 0;
        for (int i = 0; i < detached.length(); i++) {
            sum += detached.get(i);
        }
        return sum;
    }

    void counted(int shard, int detachedSessions) {
        detached.set(shard, detachedSessions);
    }

    int maxDetachedPerShard() {
        return options.maxDetached() / options.shards();
    }

    long maxDetachedBytesPerShard() {
        return options.maxDetachedBytes() / options.shards();
    }
}
