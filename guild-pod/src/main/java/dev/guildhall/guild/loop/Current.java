package dev.guildhall.guild.loop;

import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.core.SessionOpening;
import dev.guildhall.guild.core.Sessions;
import dev.guildhall.guild.store.GuildStore;

/// The guild as it is right now: its state, and what may be done with it. For the loop's thread
/// alone.
///
/// ```
/// SERVING --write refused--> READ_ONLY --probe succeeds--> SERVING
/// SERVING, READ_ONLY --state cannot be read anew--> BROKEN --it can--> READ_ONLY
/// ```
final class Current {

    /// What is possible.
    enum Mode {
        /// All.
        SERVING,
        /// Reads, sessions, and commands that store nothing: the store refuses writes.
        READ_ONLY,
        /// Nothing: a batch was refused or is in doubt, and the state cannot be read from the
        /// store.
        BROKEN
    }

    private final GuildStore store;
    private final KeptPages keptPages;
    private final LoopMetrics metrics;
    private GuildState state;
    private Mode mode = Mode.SERVING;
    private long committedSeq;

    Current(GuildStore store, GuildSnapshot snapshot, KeptPages keptPages, LoopMetrics metrics) {
        this.store = store;
        this.keptPages = keptPages;
        this.metrics = metrics;
        this.state = GuildState.restore(snapshot);
        this.committedSeq = snapshot.seq();
    }

    GuildState state() {
        return state;
    }

    /// Whether the guild was created.
    boolean exists() {
        return state.guild() != null;
    }

    Mode mode() {
        return mode;
    }

    /// The last durable event that is on disk.
    long committedSeq() {
        return committedSeq;
    }

    void committed(long seq) {
        committedSeq = seq;
    }

    /// The store refuses writes. What was applied and not stored must be thrown away by `rebuild`.
    void writesRefused() {
        if (mode == Mode.SERVING) {
            mode = Mode.READ_ONLY;
            metrics.readOnly(true);
        }
    }

    /// The store takes writes again.
    void writesWork() {
        if (mode == Mode.READ_ONLY) {
            mode = Mode.SERVING;
            metrics.readOnly(false);
        }
    }

    /// The loop ends: it counts as read-only no longer.
    void retire() {
        if (mode != Mode.SERVING) {
            mode = Mode.SERVING;
            metrics.readOnly(false);
        }
    }

    /// The last durable event that whoever is attached may have heard of, or will. The state is
    /// ahead of the store while it is broken.
    long seq() {
        return mode == Mode.BROKEN ? committedSeq : state.seq();
    }

    /// Reads the state from the store and lets the sessions come again. The only time that the loop
    /// reads; throws what the store throws, and everything is broken until it succeeds.
    void rebuild(long nowMs) {
        mode = Mode.BROKEN;
        GuildSnapshot snapshot = store.recover();
        GuildState fresh = GuildState.restore(snapshot);
        for (SessionOpening opening : state.sessionOpenings()) {
            Sessions.open(fresh, opening, nowMs);
        }
        state = fresh;
        committedSeq = snapshot.seq();
        keptPages.rebuilt(committedSeq);
        mode = Mode.READ_ONLY;
    }
}
