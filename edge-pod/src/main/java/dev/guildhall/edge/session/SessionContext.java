package dev.guildhall.edge.session;

import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.relay.SequenceSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What all sessions of one owner share.
///
/// `home` runs what has to happen in the owner's order, for what comes back later. `ended` is told
/// of each session that is gone for good.
public record SessionContext(
        SessionLimits limits,
        SessionMeter meter,
        Relays relays,
        SequenceSource sequences,
        Executor home,
        Consumer<GatewaySession> ended) {}
