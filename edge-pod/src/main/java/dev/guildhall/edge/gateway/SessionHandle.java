package dev.guildhall.edge.gateway;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.relay.Subscriber;
import dev.guildhall.edge.session.GatewaySession;
import dev.guildhall.edge.session.Moment;
import dev.guildhall.edge.session.SessionContext;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import dev.guildhall.edge.session.SessionProfile;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session as other threads see it: calls are queued for the shard that owns the session.
///
/// What waits there is bounded by `maxInboxBytes`. A session whose shard falls behind by more has
/// lost events and must identify again.
final class SessionHandle implements Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(SessionHandle.class);

    private final SessionShard shard;
    private final SessionContext context;
    private final SessionProfile profile;
    private final GatewaySession session;
    private final long maxInboxBytes;
    private final AtomicLong inboxBytes = new AtomicLong();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    /// On the shard's thread.
    @SuppressWarnings("this-escape") // the session keeps it and calls nothing on it now
    SessionHandle(
            SessionShard shard,
            SessionContext context,
            SessionProfile profile,
            Moment now,
            long maxInboxBytes) {
        this.shard = shard;
        this.context = context;
        this.profile = profile;
        this.maxInboxBytes = maxInboxBytes;
        this.session = new GatewaySession(context, profile, this, now);
    }

    /// The session itself, for the shard's thread only.
    GatewaySession session() {
        return session;
    }

    @Override
    public SessionId sessionId() {
        return profile.sessionId();
    }

    @Override
    public UserId userId() {
        return profile.userId();
    }

    @Override
    public int intents() {
        return profile.intents();
    }

    @Override
    public int largeThreshold() {
        return profile.largeThreshold();
    }

    String token() {
        return profile.token();
    }

    @Override
    public void guildOpened(GuildView view) {
        post(s -> s.guildOpened(view));
    }

    @Override
    public void guildClosed(GuildId guildId, boolean unavailable) {
        post(s -> s.guildClosed(guildId, unavailable));
    }

    @Override
    public void eventsLost(GuildId guildId) {
        post(GatewaySession::eventsLost);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        int length = dispatch.json().length;
        if (inboxBytes.addAndGet(length) > maxInboxBytes || overflowed.get()) {
            inboxBytes.addAndGet(-length);
            overflow();
            return;
        }
        shard.execute(() -> {
            inboxBytes.addAndGet(-length);
            run(s -> s.dispatch(dispatch));
        });
    }

    /// Queues something for the session.
    void post(Consumer<GatewaySession> task) {
        shard.execute(() -> run(task));
    }

    private void overflow() {
        if (overflowed.compareAndSet(false, true)) {
            context.meter().bound(Bound.INBOX_BYTES);
            post(GatewaySession::eventsLost);
        }
    }

    /// A bug ends the session that it hit, and no other.
    private void run(Consumer<GatewaySession> task) {
        try {
            task.accept(session);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue(LogKeys.SESSION_ID, profile.sessionId())
                    .log("A session failed");
            session.invalidate(EndReason.FAILED);
        }
    }
}
