package dev.guildhall.operator.plan;

/// The plan's bounds in time and number.
final class Limits {

    /// A pod that has not reported for so long after its start is taken for hung.
    static final long START_MS = 60_000;

    /// An edge that is silent for so long is killed: nothing can be started beside it on its port.
    static final long EDGE_SILENT_MS = 30_000;

    /// No plan for so long means that the operator was away or paused, and silence proves nothing.
    static final long ABSENCE_MS = 2_000;

    /// A start that ran well for so long wipes out the failures before it.
    static final long STEADY_MS = 60_000;

    /// First wait before a second restart in a row; doubles with each.
    static final long BACKOFF_MS = 100;

    /// Longest wait for a pod that was ready before it died: more likely killed than broken.
    static final long BACKOFF_READY_MAX_MS = 1_000;

    /// Longest wait for a pod that never got ready.
    static final long BACKOFF_MAX_MS = 30_000;

    /// How long a large guild has to be below half of the threshold until it goes to the pool.
    static final long DEMOTION_MS = 600_000;

    /// How long a superseded pod that is heard of again may take to end by itself.
    static final long SUPERSEDED_MS = 15_000;

    /// How long after a pod's first start the first guild pod that stands by is started: people and
    /// bots that come to a fresh cluster find the processor theirs.
    static final long FIRST_GUILD_STANDBY_MS = 3_000;

    /// The same for the first edge, which is less urgent.
    static final long FIRST_EDGE_STANDBY_MS = 10_000;

    /// How long after a takeover the next standby is started.
    static final long NEXT_STANDBY_MS = 500;

    /// Living former owners of one slot from which on a silent pod is left alone for [#START_MS]:
    /// the machine is too slow for so many.
    static final int FORMER_OWNERS_MAX = 2;

    /// Most guilds with a pod of their own because of their size.
    static final int LARGE_MAX = 100;

    /// What a pod said counts for so long; pods report every two seconds.
    static final long REPORT_MS = 10_000;

    /// How long a pod of the pool has to be over its limits until guilds move, and between two such
    /// moves.
    static final long CROWDED_MS = 30_000;

    /// The same for one that is only too far above the others.
    static final long UNEVEN_MS = 300_000;

    /// How long a guild that was moved has to be unused until it goes home.
    static final long PIN_IDLE_MS = 600_000;

    /// Most guilds of the pool that are not where hashing puts them: each is named in the table
    /// that all pods get.
    static final int PINS_MAX = 1_000;

    /// Most guild pods that ask not to be on one node.
    static final int APART_MAX = 10;

    private Limits() {}

    /// How long to wait before the next start, after `failures` starts that ended.
    static long backoffMs(int failures, boolean wasReady) {
        if (failures <= 1) {
            return 0;
        }
        long cap = wasReady ? BACKOFF_READY_MAX_MS : BACKOFF_MAX_MS;
        int doublings = Math.min(failures - 2, 20);
        return Math.min(cap, BACKOFF_MS << doublings);
    }
}
