package dev.guildhall.guild.loop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A guild that runs: one named platform thread, under load a second one for its appends, and the
/// ways into its inbox. Any thread may call; nothing blocks.
public final class GuildLoop {

    private static final Logger LOG = LoggerFactory.getLogger(GuildLoop.class);

    private static final long APPENDS_IDLE_MS = 5_000;

    private final LoopSetup setup;
    private final Inbox inbox;
    private final ThreadPoolExecutor appends;
    private final GuildEngine engine;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean ended;

    /// Set on the loop's thread when its owner lets go of the guild.
    private @Nullable StreamEnd released;

    private GuildLoop(LoopSetup setup, GuildSnapshot snapshot) {
        this.setup = setup;
        this.inbox = new Inbox(setup.limits().inboxItems());
        this.appends = appends(setup.guildId());
        this.engine = new GuildEngine(setup, snapshot, this::put, appends, inbox::wake);
    }

    /// Recovers the guild from its store, which this loop owns from here on, and starts its thread.
    /// Blocks; throws what the store throws.
    public static GuildLoop start(LoopSetup setup) {
        GuildSnapshot snapshot = setup.store().recover();
        setup.ids().startAbove(snapshot);
        GuildLoop loop = new GuildLoop(setup, snapshot);
        if (snapshot.guild() != null) {
            setup.projection().rewrite(setup.guildId(), setup.epoch(), snapshot);
        }
        Thread.ofPlatform().name("guild-" + setup.guildId()).start(loop::run);
        return loop;
    }

    /// A thread that is there only while it is used, so that guilds with little to do have one.
    private static ThreadPoolExecutor appends(GuildId guildId) {
        var thread = Thread.ofPlatform().name("guild-appends-" + guildId).factory();
        var executor =
                new ThreadPoolExecutor(
                        1, 1, APPENDS_IDLE_MS, MILLISECONDS, new LinkedBlockingQueue<>(), thread);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /// Whether nothing of it is left: its store is closed.
    public boolean ended() {
        return closed.isDone();
    }

    public long epoch() {
        return setup.epoch();
    }

    public GuildStats stats() {
        return engine.stats();
    }

    /// `answer` is called once, on another thread.
    public void call(Actor actor, Command command, Consumer<Answer> answer) {
        if (!offer(new Inbound.Call(actor, command, answer))) {
            answer.accept(new Answer.Rejected(overloaded()));
        }
    }

    /// `result` is called once, on another thread.
    public void read(Actor actor, Query query, Consumer<Result> result) {
        if (!offer(new Inbound.Read(actor, query, result))) {
            result.accept(new Result.Refused(overloaded()));
        }
    }

    public void attach(Attachment attachment, Hello hello) {
        put(new Inbound.Attach(attachment, hello));
    }

    /// A frame of an attached edge. Never refused: what is too much is answered in its turn, and
    /// the stream's window bounds it.
    public void frame(Attachment attachment, StreamFrame frame) {
        put(new Inbound.FromEdge(attachment, frame, inbox.isFull()));
    }

    public void detached(Attachment attachment) {
        put(new Inbound.Detached(attachment));
    }

    /// Ends the loop after what is in its inbox, ends its streams with `end`, and closes the store.
    public CompletableFuture<Void> release(StreamEnd end) {
        put(new Inbound.Continue("Release", _ -> released = end));
        return closed;
    }

    private Rejection overloaded() {
        setup.metrics().bound("inbox_items");
        return Rejection.retryable(Reason.OVERLOADED, 1_000);
    }

    private boolean offer(Inbound item) {
        boolean taken = inbox.offer(item);
        sweep();
        return taken;
    }

    private void put(Inbound item) {
        inbox.put(item);
        sweep();
    }

    /// What comes after the end is refused by whoever brings it.
    private void sweep() {
        if (ended) {
            inbox.take(Integer.MAX_VALUE, Long.MAX_VALUE).forEach(engine::refuse);
        }
    }

    private void run() {
        LoopLimits limits = setup.limits();
        while (!engine.ended()) {
            boolean room = engine.hasRoom();
            inbox.await(room, engine.dueInNanos());
            int depth = inbox.size();
            List<Inbound> items =
                    room ? inbox.take(limits.batchItems(), limits.batchBytes()) : List.of();
            try {
                engine.step(items, depth);
                if (released != null) {
                    engine.release(released);
                }
            } catch (RuntimeException e) {
                engine.abort();
                setup.owner().failed(setup.guildId(), e);
            }
        }
        close();
    }

    private void close() {
        ended = true;
        sweep();
        appends.shutdown();
        try {
            setup.store().close();
        } catch (StoreException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue(LogKeys.GUILD_ID, setup.guildId())
                    .log("store did not close");
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.GUILD_ID, setup.guildId())
                .addKeyValue(LogKeys.EPOCH, setup.epoch())
                .log("guild closed");
        closed.complete(null);
    }
}
