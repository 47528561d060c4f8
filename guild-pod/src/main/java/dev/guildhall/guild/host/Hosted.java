package dev.guildhall.guild.host;

import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.guild.loop.StreamEnd;
import java.util.concurrent.CompletableFuture;

/// A guild that is opening, runs, or is being let go, under one epoch.
///
/// `found` completes once, when it is known how opening went; `closed` when nothing of it is left.
record Hosted(long epoch, CompletableFuture<Found> found, CompletableFuture<Void> closed) {

    static Hosted opening(long epoch) {
        return new Hosted(epoch, new CompletableFuture<>(), new CompletableFuture<>());
    }

    /// Whether asking again may give something better than `found`.
    boolean isOver() {
        return found.getNow(null) instanceof Found.Running(GuildLoop loop) && loop.ended();
    }

    /// Lets the guild go, as soon as it is open.
    void release(StreamEnd end) {
        var _ =
                found.thenAccept(result -> {
                    if (result instanceof Found.Running(GuildLoop loop)) {
                        var _ = loop.release(end).thenRun(() -> closed.complete(null));
                    } else {
                        closed.complete(null);
                    }
                });
    }
}
