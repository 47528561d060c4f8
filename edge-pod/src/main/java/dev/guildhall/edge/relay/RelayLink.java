package dev.guildhall.edge.relay;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.edge.rpc.GuildLink;
import dev.guildhall.edge.rpc.LinkEnd;
import dev.guildhall.edge.rpc.LinkFrame;
import dev.guildhall.edge.rpc.LinkHello;
import dev.guildhall.edge.rpc.LinkListener;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A relay's stream to its guild, made again for ever with a capped backoff, and at once when the
/// assignments move the guild.
///
/// ```
/// DOWN -- connect --> ATTACHING -- attached --> UP
///   ^------------- the stream ended -----------'
/// ```
///
/// The relay's thread only; what gRPC's threads report goes through the mailbox.
final class RelayLink {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLink.class);

    /// What the relay does for its stream.
    interface Owner {

        LinkHello hello();

        /// A frame of the present stream.
        void onFrame(LinkFrame frame);

        /// The stream that was up or coming is gone.
        void onDown(LinkEnd end);
    }

    private final GuildId guildId;
    private final RelayContext context;
    private final Mailbox mailbox;
    private final Owner owner;
    private @Nullable GuildLink link;
    private boolean up;
    private boolean stopped;
    private int attempt;
    private long upSinceNanos;

    /// Grows with each try, so that a timer of an older one does nothing.
    private long tries;

    RelayLink(GuildId guildId, RelayContext context, Mailbox mailbox, Owner owner) {
        this.guildId = guildId;
        this.context = context;
        this.mailbox = mailbox;
        this.owner = owner;
    }

    /// The stream, when it is attached.
    @Nullable GuildLink whenUp() {
        return up ? link : null;
    }

    void connect() {
        if (stopped || link != null) {
            return;
        }
        tries++;
        Incoming incoming = new Incoming();
        GuildLink made = context.links().attach(guildId, owner.hello(), incoming).orElse(null);
        if (made == null) {
            down(LinkEnd.NO_ROUTE);
        } else {
            incoming.link = made;
            link = made;
        }
    }

    /// The guild has said `attached`.
    void attached() {
        up = true;
        upSinceNanos = context.ticker().nanos();
        context.metrics().attached.increment();
    }

    /// The assignments changed: leave an owner that is no longer one, and try at once, with a fresh
    /// backoff, since the new owner is about to open the guild.
    void routeChanged() {
        GuildLink current = link;
        if (current != null) {
            if (context.links().isCurrent(guildId, current)) {
                return;
            }
            cut(LinkEnd.NOT_OWNER);
        }
        attempt = 0;
        connect();
    }

    /// Ends the stream because of `end`, and tries again after the backoff.
    void cut(LinkEnd end) {
        GuildLink current = link;
        if (current != null) {
            link = null;
            current.close();
            down(end);
        }
    }

    /// Ends the stream for good.
    void stop() {
        stopped = true;
        GuildLink current = link;
        link = null;
        up = false;
        if (current != null) {
            current.close();
        }
    }

    private void frame(GuildLink from, LinkFrame frame) {
        if (from == link) {
            owner.onFrame(frame);
            from.processed();
        }
    }

    private void ended(GuildLink from, LinkEnd end) {
        if (from == link) {
            link = null;
            down(end);
        }
    }

    private void down(LinkEnd end) {
        context.metrics().ended(end);
        long upNanos = up ? context.ticker().nanos() - upSinceNanos : 0;
        if (upNanos >= TimeUnit.MILLISECONDS.toNanos(context.limits().stableMs())) {
            attempt = 0;
        }
        if (attempt == 0) {
            LOG.atInfo()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.REASON, end)
                    .log("The stream to the guild is down; attaching again");
        }
        up = false;
        attempt++;
        owner.onDown(end);
        long thisTry = tries;
        Runnable again =
                () -> {
                    if (thisTry == tries) {
                        connect();
                    }
                };
        long delayMs = context.limits().reattach().delayMs(attempt);
        context.after(delayMs, mailbox, again);
    }

    /// Carries one stream's frames into the mailbox. `link` is set before any message of it runs,
    /// since the relay's thread sets it and then runs them.
    private final class Incoming implements LinkListener {

        private @Nullable GuildLink link;

        @Override
        public void onFrame(LinkFrame frame) {
            mailbox.post(() -> {
                if (link != null) {
                    frame(link, frame);
                }
            });
        }

        @Override
        public void onEnd(LinkEnd end) {
            mailbox.post(() -> {
                if (link != null) {
                    ended(link, end);
                }
            });
        }
    }
}
