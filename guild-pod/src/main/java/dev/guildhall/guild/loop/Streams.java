package dev.guildhall.guild.loop;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.log.LogKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attached edges, which sessions came on whose stream, and the grace of those whose stream
/// broke. For the loop's thread alone.
final class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long NANOS_PER_MS = 1_000_000L;

    private final GuildId guildId;
    private final long graceNanos;
    private final int capacity;
    private final LoopMetrics metrics;
    private final Map<Attachment, Set<SessionId>> sessions = new LinkedHashMap<>();
    private final Map<SessionId, Attachment> owners = new HashMap<>();
    private final Map<Attachment, Long> deadlines = new LinkedHashMap<>();
    private final Set<Attachment> live = new LinkedHashSet<>();

    Streams(GuildId guildId, LoopLimits limits, LoopTimes times, LoopMetrics metrics) {
        this.guildId = guildId;
        this.capacity = limits.streams();
        this.graceNanos = times.sessionGraceMs() * NANOS_PER_MS;
        this.metrics = metrics;
    }

    boolean isFull() {
        return sessions.size() >= capacity;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    int size() {
        return sessions.size();
    }

    /// The stream begins. What the same edge had before is replaced; its sessions that do not come
    /// again are returned.
    List<SessionId> attach(Attachment attachment, List<SessionId> coming) {
        List<Attachment> before =
                sessions.keySet().stream().filter(a -> a.edge().equals(attachment.edge())).toList();
        sessions.put(attachment, new LinkedHashSet<>());
        coming.forEach(sessionId -> own(attachment, sessionId));
        List<SessionId> gone = new ArrayList<>();
        for (Attachment old : before) {
            gone.addAll(remove(old));
            old.cut(StreamEnd.REPLACED);
        }
        return gone;
    }

    /// From here on the edge gets what is published.
    void goLive(Attachment attachment) {
        live.add(attachment);
    }

    /// The session is on this stream now, wherever it was before.
    void own(Attachment attachment, SessionId sessionId) {
        Attachment before = owners.put(sessionId, attachment);
        if (before != null) {
            sessions.getOrDefault(before, new LinkedHashSet<>()).remove(sessionId);
        }
        sessions.computeIfAbsent(attachment, _ -> new LinkedHashSet<>()).add(sessionId);
    }

    /// Whether the session is on this stream.
    boolean owns(Attachment attachment, SessionId sessionId) {
        return attachment.equals(owners.get(sessionId));
    }

    void disown(SessionId sessionId) {
        Attachment owner = owners.remove(sessionId);
        if (owner != null) {
            sessions.getOrDefault(owner, new LinkedHashSet<>()).remove(sessionId);
        }
    }

    /// The stream is gone; its sessions live on until the grace is over.
    void detach(Attachment attachment, long nowNanos) {
        live.remove(attachment);
        if (sessions.containsKey(attachment)) {
            deadlines.putIfAbsent(attachment, nowNanos + graceNanos);
        }
    }

    /// The sessions whose grace is over by now; they are forgotten here.
    List<SessionId> expire(long nowNanos) {
        List<SessionId> gone = new ArrayList<>();
        for (Attachment attachment : List.copyOf(deadlines.keySet())) {
            if (deadlines.getOrDefault(attachment, nowNanos) - nowNanos <= 0) {
                gone.addAll(remove(attachment));
            }
        }
        return gone;
    }

    /// Nanoseconds until the next grace is over; a large number when none runs.
    long nextExpiryNanos(long nowNanos) {
        long next = Long.MAX_VALUE;
        for (long deadline : deadlines.values()) {
            next = Math.min(next, Math.max(0, deadline - nowNanos));
        }
        return next;
    }

    /// Sends the events to all that are attached; drops those that turn out to be cut off.
    void publish(List<Sequenced> run, long nowNanos) {
        if (run.isEmpty()) {
            return;
        }
        Outbound.Events events = new Outbound.Events(run);
        Iterator<Attachment> all = live.iterator();
        while (all.hasNext()) {
            Attachment attachment = all.next();
            attachment.send(events);
            if (attachment.ended()) {
                all.remove();
                cutOff(attachment, nowNanos);
            }
        }
    }

    /// Ends all streams in order.
    void endAll(StreamEnd end) {
        sessions.keySet().forEach(attachment -> attachment.end(end));
        live.clear();
    }

    /// Ends all streams now, whatever is queued.
    void cutAll(StreamEnd end) {
        sessions.keySet().forEach(attachment -> attachment.cut(end));
        live.clear();
    }

    private void cutOff(Attachment attachment, long nowNanos) {
        metrics.bound("stream_bytes");
        LOG.atWarn()
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .addKeyValue(LogKeys.EDGE, attachment.edge())
                .log("edge is too slow and was cut off");
        detach(attachment, nowNanos);
    }

    private Set<SessionId> remove(Attachment attachment) {
        live.remove(attachment);
        deadlines.remove(attachment);
        Set<SessionId> gone = sessions.remove(attachment);
        Set<SessionId> left = gone == null ? Set.of() : gone;
        left.forEach(owners::remove);
        return left;
    }
}
