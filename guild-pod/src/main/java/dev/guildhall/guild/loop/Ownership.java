package dev.guildhall.guild.loop;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the loop's writes to its store prove: that the guild is still ours. For the loop's thread
/// alone; `prove` and `rebuild` use the store, so no append may be under way.
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final long NANOS_PER_MS = 1_000_000L;

    private final LoopSetup setup;
    private final Current current;
    private final Lease lease;
    private boolean overslept;
    private long nextProbeNanos;
    private boolean fenced;

    Ownership(LoopSetup setup, Current current) {
        this.setup = setup;
        this.current = current;
        this.lease = new Lease(setup.times(), setup.ticker().nanos());
    }

    /// How a write ended.
    enum Outcome {
        STORED,
        REFUSED,
        /// Not known yet; `rebuild` finds out.
        IN_DOUBT,
        FENCED
    }

    /// The loop woke: notes whether it did so far too late.
    void woke() {
        overslept = lease.overslept(setup.ticker().nanos());
    }

    /// The loop sleeps for so long at most.
    void sleep(long nanos) {
        lease.sleepUntil(setup.ticker().nanos() + nanos);
    }

    /// Whether the guild is known to be ours right now.
    boolean holds() {
        return !fenced && lease.holds(setup.ticker().nanos());
    }

    boolean isFenced() {
        return fenced;
    }

    /// An append has ended; after REFUSED or IN_DOUBT what was applied of it, and on top of it, has
    /// to be thrown away. Throws a failure that is not of the store.
    Outcome appended(Commits.Appended append) {
        return switch (append.failure()) {
            case null -> {
                if (!append.log().isEmpty()) {
                    long nanos = append.endedNanos() - append.startedNanos();
                    setup.metrics().append(append.log().size(), nanos);
                    lease.proved(append.startedNanos());
                    current.committed(append.log().getLast().seq());
                }
                yield Outcome.STORED;
            }
            case StoreException e -> failed(e, append.startedNanos());
            case RuntimeException bug -> throw bug;
        };
    }

    /// Whether the loop slept so long that it must have been paused, and does not know what came
    /// meanwhile.
    boolean overslept() {
        return overslept;
    }

    /// Tries a store that refused, when that is due. False when fenced.
    boolean tick(long nowMs) {
        boolean due = current.mode() != Current.Mode.SERVING && probeInNanos() == 0;
        return due ? prove(nowMs) : !fenced;
    }

    /// Proves the ownership now. False when fenced.
    boolean prove(long nowMs) {
        long started = setup.ticker().nanos();
        nextProbeNanos = started + setup.times().probeEveryMs() * NANOS_PER_MS;
        try {
            if (current.mode() == Current.Mode.BROKEN) {
                current.rebuild(nowMs);
            }
            setup.store().renew();
            lease.proved(started);
            if (current.mode() != Current.Mode.SERVING) {
                current.writesWork();
                log("store takes writes again", null);
            }
            return true;
        } catch (StoreException e) {
            return failed(e, started) != Outcome.FENCED;
        }
    }

    /// Reads the state anew, with all that the store has. False when fenced.
    boolean rebuild(long nowMs) {
        long started = setup.ticker().nanos();
        try {
            current.rebuild(nowMs);
        } catch (StoreException e) {
            setup.metrics().bound("state_not_readable");
            return failed(e, started) != Outcome.FENCED;
        }
        return true;
    }

    /// Nanoseconds until the loop should wake.
    long dueInNanos(boolean used) {
        return current.mode() == Current.Mode.SERVING ? lease.lookInNanos(used) : probeInNanos();
    }

    private long probeInNanos() {
        return Math.max(0, nextProbeNanos - setup.ticker().nanos());
    }

    private Outcome failed(StoreException failure, long started) {
        switch (failure) {
            case StoreException.Fenced other -> {
                fenced = true;
                setup.owner()
                        .fenced(setup.guildId(), setup.epoch(), other.claimedEpoch(), overslept);
                return Outcome.FENCED;
            }
            case StoreException.WriteRefused _, StoreException.Corrupt _ ->
                    // The store spoke to us and not of another owner: reads go on.
                    lease.proved(started);
            case StoreException.Blocked _ -> setup.metrics().bound("store_blocked");
            case StoreException.Unreachable _ -> setup.metrics().bound("store_unreachable");
        }
        nextProbeNanos = setup.ticker().nanos() + setup.times().probeEveryMs() * NANOS_PER_MS;
        if (current.mode() == Current.Mode.SERVING) {
            current.writesRefused();
            log("store refuses writes; the guild is read-only until it takes them", failure);
        }
        return failure instanceof StoreException.Unreachable ? Outcome.IN_DOUBT : Outcome.REFUSED;
    }

    private void log(String phrase, @Nullable StoreException cause) {
        LOG.atError()
                .addKeyValue(LogKeys.GUILD_ID, setup.guildId())
                .addKeyValue(LogKeys.EPOCH, setup.epoch())
                .addKeyValue(LogKeys.REASON, cause == null ? "" : cause.getMessage())
                .setCause(cause)
                .log(phrase);
    }
}
