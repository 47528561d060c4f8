package dev.guildhall.guild.loop;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets decided batches out when their append has ended, or refuses them. For the loop's thread
/// alone.
///
/// Batches leave in their order. When an append is refused, its batches and those that were decided
/// on top of them are refused, and the state is read anew. When it is not known whether an append
/// was done, its batches and those on top of them wait until the state could be read anew and says
/// so; what comes meanwhile is refused at once, but not before an earlier command of its stream.
final class Outcomes {

    private final LoopSetup setup;
    private final Commits commits;
    private final Current current;
    private final Ownership ownership;
    private final Effects effects;
    private final KeptPages keptPages;
    private final PresenceBoard presences;

    /// Of an append that has ended, until it is known how.
    private List<Batch> unheard = List.of();

    /// Null while all is known.
    private @Nullable Doubt doubt;

    private long published;

    Outcomes(
            LoopSetup setup,
            Commits commits,
            Current current,
            Ownership ownership,
            Effects effects,
            KeptPages keptPages,
            PresenceBoard presences) {
        this.setup = setup;
        this.commits = commits;
        this.current = current;
        this.ownership = ownership;
        this.effects = effects;
        this.keptPages = keptPages;
        this.presences = presences;
    }

    /// How many events have left.
    long published() {
        return published;
    }

    /// Deals with all appends that have ended; what is in doubt waits for `settle`. False when
    /// another owner has the guild. Throws what an append threw that is not of the store.
    boolean hear() {
        boolean ours = true;
        for (Commits.Ended e = commits.next(); e != null; e = commits.next()) {
            unheard = e.batches();
            Ownership.Outcome outcome = ownership.appended(e.append());
            unheard = List.of();
            e.batches().forEach(this::show);
            ours &= heard(e, outcome);
        }
        return ours;
    }

    private boolean heard(Commits.Ended ended, Ownership.Outcome outcome) {
        List<Batch> batches = ended.batches();
        return switch (outcome) {
            case STORED -> {
                keptPages.stored(ended.append().log());
                batches.forEach(this::leave);
                yield true;
            }
            case REFUSED -> {
                refuse(batches);
                refuse(takenBack());
                yield rebuild();
            }
            case IN_DOUBT -> {
                long seq = batches.getLast().seq();
                doubt =
                        new Doubt(
                                Stream.of(batches, takenBack()).flatMap(List::stream).toList(),
                                seq);
                yield rebuild();
            }
            case FENCED -> {
                refuse(batches);
                refuse(takenBack());
                yield false;
            }
        };
    }

    private List<Batch> takenBack() {
        List<Batch> batches = commits.takeBack();
        batches.forEach(this::show);
        return batches;
    }

    private boolean rebuild() {
        return ownership.rebuild(setup.ticker().unixMs());
    }

    /// Lets batches in doubt out, or refuses them, when the state that the store has says which, or
    /// when the loop has `ended`.
    void settle(boolean ended) {
        Doubt settled = doubt;
        if (settled == null || (!ended && current.mode() == Current.Mode.BROKEN)) {
            return;
        }
        doubt = null;
        for (Batch batch : settled.batches()) {
            if (!ended && settled.stored(batch, current.committedSeq())) {
                leave(batch);
            } else {
                refuse(List.of(batch));
            }
        }
        effects.committed(settled.behind(), setup.ticker().nanos());
    }

    /// After a bug: tells whoever waits for what is stored, and refuses the others.
    void abandon() {
        settle(true);
        commits.drain();
        refuse(unheard);
        for (Commits.Ended e = commits.next(); e != null; e = commits.next()) {
            if (e.append().failure() == null) {
                e.batches().forEach(this::leave);
            } else {
                refuse(e.batches());
            }
        }
        refuse(commits.takeBack());
    }

    private void show(Batch batch) {
        batch.published().forEach(presences::show);
    }

    private void leave(Batch batch) {
        List<Effect> now = doubt == null ? batch.effects() : doubt.passing(batch.effects());
        effects.committed(now, setup.ticker().nanos());
        published += batch.published().size();
    }

    private void refuse(List<Batch> batches) {
        long now = setup.ticker().nanos();
        batches.forEach(batch -> effects.refused(batch.effects(), current.committedSeq(), now));
    }
}
