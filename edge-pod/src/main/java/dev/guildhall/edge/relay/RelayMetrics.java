package dev.guildhall.edge.relay;

import dev.guildhall.edge.rpc.LinkEnd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What the relays of an edge count together. `edge_relay_bound_total{bound}` says which bound was
/// hit how often.
public final class RelayMetrics {

    final AtomicInteger relays = new AtomicInteger();
    final Counter events;
    final Counter duplicates;
    final Counter attached;
    final Counter resets;
    final Counter gaps;
    final Counter eventsLost;
    final Counter resent;
    final Counter staleViews;
    final Counter bugs;
    final Counter commandsFull;
    final Counter mailboxFull;
    final Counter heldFull;
    final Counter commandDeadline;
    final Counter openDeadline;
    private final Map<LinkEnd, Counter> ends = new EnumMap<>(LinkEnd.class);

    public RelayMetrics(MeterRegistry registry) {
        registry.gauge("edge_relays", relays);
        events = registry.counter("edge_relay_events_total");
        duplicates = registry.counter("edge_relay_duplicate_events_total");
        attached = registry.counter("edge_relay_attached_total");
        resets = registry.counter("edge_relay_resets_total");
        gaps = registry.counter("edge_relay_gaps_total");
        eventsLost = registry.counter("edge_relay_events_lost_total");
        resent = registry.counter("edge_relay_commands_resent_total");
        staleViews = registry.counter("edge_relay_stale_views_total");
        bugs = registry.counter("edge_relay_bugs_total");
        commandsFull = bound(registry, "commands");
        mailboxFull = bound(registry, "mailbox");
        heldFull = bound(registry, "held_events");
        commandDeadline = bound(registry, "command_deadline");
        openDeadline = bound(registry, "open_deadline");
        for (LinkEnd end : LinkEnd.values()) {
            ends.put(end, registry.counter("edge_relay_link_ends_total", "end", end.name()));
        }
    }

    void ended(LinkEnd end) {
        Counter counter = ends.get(end);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter bound(MeterRegistry registry, String name) {
        return registry.counter("edge_relay_bound_total", "bound", name);
    }
}
