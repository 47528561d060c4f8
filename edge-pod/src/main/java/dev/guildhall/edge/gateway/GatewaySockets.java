package dev.guildhall.edge.gateway;

import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.protocol.CloseCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// All open sockets of the edge, and which shard has what. Safe for many threads.
final class GatewaySockets {

    private static final int HEX = 16;

    private final GatewayOptions options;
    private final List<SessionShard> shards;
    private final Set<GatewaySocket> open = ConcurrentHashMap.newKeySet();
    private final Set<GatewaySocket> unidentified = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    GatewaySockets(GatewayOptions options, List<SessionShard> shards) {
        this.options = options;
        this.shards = shards;
    }

    /// Whether another connection that has not identified has a place.
    boolean hasRoom() {
        return unidentified.size() < options.maxUnidentified();
    }

    /// A socket for a handshake, on the next shard in turn.
    GatewaySocket create(Handshake handshake) {
        SessionShard shard = shards.get(Math.floorMod(next.getAndIncrement(), shards.size()));
        return new GatewaySocket(this, handshake, shard);
    }

    /// It counts from now on.
    void opened(GatewaySocket socket) {
        open.add(socket);
        unidentified.add(socket);
    }

    void identified(GatewaySocket socket) {
        unidentified.remove(socket);
    }

    void closed(GatewaySocket socket) {
        open.remove(socket);
        unidentified.remove(socket);
    }

    /// The shard that a session id names; `other` when it is none of ours.
    SessionShard shardOf(SessionId sessionId, SessionShard other) {
        String id = sessionId.value();
        if (id.length() < 2) {
            return other;
        }
        int high = Character.digit(id.charAt(0), HEX);
        int low = Character.digit(id.charAt(1), HEX);
        int index = high * HEX + low;
        return high < 0 || low < 0 || index >= shards.size() ? other : shards.get(index);
    }

    GatewayOptions options() {
        return options;
    }

    int openCount() {
        return open.size();
    }

    int unidentifiedCount() {
        return unidentified.size();
    }

    void reconnectAll() {
        open.forEach(GatewaySocket::reconnect);
    }

    void closeAll(CloseCode code) {
        open.forEach(socket -> socket.close(code));
    }
}
