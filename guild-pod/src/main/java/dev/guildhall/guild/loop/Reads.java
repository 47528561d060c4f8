package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.core.ReadAccess;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads: authorised on the loop in the time of one lookup, then made off it. For the loop's thread
/// alone.
final class Reads {

    private final Current current;
    private final ReadDesk desk;
    private final Workers workers;
    private final Ticker ticker;

    Reads(Current current, ReadDesk desk, Workers workers, Ticker ticker) {
        this.current = current;
        this.desk = desk;
        this.workers = workers;
        this.ticker = ticker;
    }

    /// The read starts after the batch's commit, so that it was authorised by what is on disk.
    void read(Inbound.Read read, Batch batch) {
        Optional<Rejection> refused = refuses(read.actor(), read.query());
        Consumer<Result> to = read.result();
        if (refused.isPresent()) {
            batch.add(new Effect.Start(() -> refuse(to, refused.get()), () -> refuse(to)));
            return;
        }
        long online = current.state().onlineCount();
        ReadDesk.Reader reader = new ReadDesk.Reader(read.actor(), ownerId(), online);
        batch.add(new Effect.Start(() -> desk.read(reader, read.query(), to), () -> refuse(to)));
    }

    /// Answers that the guild cannot be read now.
    void refuse(Consumer<Result> to) {
        refuse(to, Workers.unavailable());
    }

    private void refuse(Consumer<Result> to, Rejection rejection) {
        workers.executor().execute(() -> to.accept(new Result.Refused(rejection)));
    }

    private Optional<Rejection> refuses(Actor actor, Query query) {
        if (current.mode() == Current.Mode.BROKEN) {
            return Optional.of(Workers.unavailable());
        }
        if (!current.exists()) {
            return Optional.of(Rejection.of(Reason.UNKNOWN_GUILD));
        }
        return ReadAccess.refusal(current.state(), actor, query, ticker.unixMs());
    }

    private UserId ownerId() {
        return Objects.requireNonNull(current.state().guild()).ownerId();
    }
}
