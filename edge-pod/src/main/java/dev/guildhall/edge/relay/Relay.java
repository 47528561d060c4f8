package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.edge.rpc.GuildLink;
import dev.guildhall.edge.rpc.LinkEnd;
import dev.guildhall.edge.rpc.LinkFrame;
import dev.guildhall.edge.rpc.LinkHello;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge's one upstream for a guild with local sessions: follows the guild's events, judges who
/// may see what, encodes once and fans out.
///
/// Single-threaded by its mailbox. A stream that leaves a gap is cut and attached again. When the
/// guild has lost events that this relay has not seen, all open sessions are told so and dropped.
final class Relay implements RelayLink.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final GuildId guildId;
    private final RelayContext context;
    private final Registry registry;
    private final Mailbox mailbox;
    private final RelayLink link;
    private final Follower follower = new Follower();
    private final Attendance sessions;
    private final PendingCommands commands;
    private final CommandDeadlines deadlines;
    private long nextCommandId;

    /// Whether a timer runs that ends the relay when it has no sessions then.
    private boolean lingering;

    private boolean retired;

    /// The edge's map of relays.
    interface Registry {

        /// Takes the relay out, or says no when a session is on its way to it.
        boolean retire(Relay relay);

        /// Takes the relay out; sessions on their way to it find it ended.
        void remove(Relay relay);
    }

    Relay(GuildId guildId, RelayContext context, Registry registry) {
        this.guildId = guildId;
        this.context = context;
        this.registry = registry;
        this.mailbox = new Mailbox(context.relayThreads(), this::failed);
        this.link = new RelayLink(guildId, context, mailbox, this);
        this.sessions = new Attendance(guildId, context, mailbox, follower, link);
        this.commands =
                new PendingCommands(context.limits().unansweredCommands(), context.answering());
        this.deadlines = new CommandDeadlines(commands, context, mailbox);
    }

    GuildId guildId() {
        return guildId;
    }

    // --- from sessions and the HTTP API, on any thread

    void open(Subscriber subscriber, Presence presence, Runnable taken) {
        mailbox.post(() -> {
            taken.run();
            opened(new Seat(subscriber, presence));
        });
    }

    void close(SessionId sessionId) {
        mailbox.post(() -> closed(sessionId));
    }

    void updatePresence(SessionId sessionId, Presence presence) {
        mailbox.post(() -> sessions.presence(sessionId, presence));
    }

    void routeChanged() {
        mailbox.post(link::routeChanged);
    }

    /// Whether so much waits that nothing more should be put on it.
    boolean full() {
        return mailbox.depth() >= context.limits().mailbox();
    }

    CompletableFuture<Answer> command(Actor actor, Command command) {
        boolean full = full();
        if (full || !commands.reserve()) {
            (full ? context.metrics().mailboxFull : context.metrics().commandsFull).increment();
            return CompletableFuture.completedFuture(
                    new Answer.Rejected(Rejection.of(Rejection.Reason.OVERLOADED)));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        long deadlineNanos =
                context.ticker().nanos()
                        + TimeUnit.MILLISECONDS.toNanos(context.limits().commandDeadlineMs());
        mailbox.post(() -> commanded(actor, command, deadlineNanos, answer));
        return answer;
    }

    /// Ends the relay with the process; sessions are not told.
    void stop() {
        mailbox.post(this::shutDown);
    }

    // --- in the mailbox

    private void opened(Seat seat) {
        if (retired) {
            seat.subscriber().eventsLost(guildId);
        } else if (sessions.come(seat)) {
            link.connect();
            after(context.limits().openDeadlineMs(), () -> sessions.overdue(seat));
        }
    }

    private void closed(SessionId sessionId) {
        sessions.leave(sessionId);
        lingerWhenEmpty();
    }

    private void commanded(
            Actor actor, Command command, long deadlineNanos, CompletableFuture<Answer> answer) {
        if (retired) {
            commands.release();
            var _ = context.calls().call(guildId, actor, command).thenAccept(answer::complete);
            return;
        }
        commands.add(new PendingCommand(nextCommandId++, actor, command, deadlineNanos, answer));
        sendCommands();
        deadlines.watch();
    }

    @Override
    public LinkHello hello() {
        return new LinkHello(follower.lastSeq(), sessions.intros());
    }

    @Override
    public void onFrame(LinkFrame frame) {
        switch (frame) {
            case LinkFrame.Attached attached -> attached(attached);
            case LinkFrame.Events(var events) -> events(events);
            case LinkFrame.SessionOpened(var sessionId, var view) ->
                    sessions.viewCame(sessionId, view);
            case LinkFrame.SessionRefused(var sessionId, var why) ->
                    sessions.refused(sessionId, why);
            case LinkFrame.Answered(var commandId, var answer) -> {
                if (!commands.answered(commandId, answer)) {
                    link.cut(LinkEnd.BROKEN);
                }
            }
        }
        lingerWhenEmpty();
    }

    @Override
    public void onDown(LinkEnd end) {
        sessions.interrupted();
        context.metrics().resent.increment(commands.interrupted());
        if (end == LinkEnd.NOT_FOUND) {
            commands.refuseAll(Rejection.Reason.UNKNOWN_GUILD);
            sessions.closeAll();
        }
        lingerWhenEmpty();
    }

    private void attached(LinkFrame.Attached attached) {
        Follower.Start start = follower.start(attached);
        if (start == Follower.Start.STALE) {
            link.cut(LinkEnd.NOT_OWNER);
            return;
        }
        link.attached();
        if (start == Follower.Start.LOST) {
            context.metrics().resets.increment();
            LOG.atWarn()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.SEQ, attached.seq())
                    .log("The guild no longer has the events since; its sessions start over");
            sessions.loseOpen();
        }
        sendCommands();
        reconcile();
        sessions.askForViews();
    }

    private void events(List<LinkFrame.Sequenced> events) {
        for (LinkFrame.Sequenced next : events) {
            switch (follower.placeOf(next.seq(), next.event())) {
                case KNOWN -> context.metrics().duplicates.increment();
                case AFTER_A_GAP -> {
                    context.metrics().gaps.increment();
                    link.cut(LinkEnd.BROKEN);
                    return;
                }
                case NEXT -> {
                    context.metrics().events.increment();
                    sessions.happened(follower.take(next.seq(), next.event()));
                    reconcile();
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // one object for each stream
    private void reconcile() {
        RelayState.Suspects before = follower.suspects();
        follower.reconcile().forEach(sessions::happened);
        RelayState.Suspects now = follower.suspects();
        if (now != null && now != before) {
            after(
                    context.limits().settleMs(),
                    () -> follower.settle(now).forEach(sessions::happened));
        }
    }

    private void sendCommands() {
        GuildLink up = link.whenUp();
        if (up != null) {
            commands.sendAll(next -> up.command(next.id(), next.actor(), next.command()));
        }
    }

    private void lingerWhenEmpty() {
        if (sessions.isEmpty() && !retired && !lingering) {
            lingering = true;
            after(context.limits().lingerMs(), this::retireWhenEmpty);
        }
    }

    private void retireWhenEmpty() {
        lingering = false;
        boolean idle = sessions.isEmpty() && commands.isEmpty() && !retired;
        if (idle && registry.retire(this)) {
            shutDown();
        } else {
            lingerWhenEmpty();
        }
    }

    private void shutDown() {
        retired = true;
        link.stop();
        commands.refuseAll(Rejection.Reason.GUILD_UNAVAILABLE);
    }

    /// A bug here must not give somebody wrong events: all sessions of this guild start over, on a
    /// fresh relay.
    private void failed(RuntimeException bug) {
        context.metrics().bugs.increment();
        LOG.atError()
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .setCause(bug)
                .log("A relay failed; its sessions start over");
        registry.remove(this);
        shutDown();
        sessions.loseAll();
    }

    private void after(long delayMs, Runnable task) {
        context.after(delayMs, mailbox, task);
    }
}
