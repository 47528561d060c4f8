package dev.guildhall.guild.store.cassandra.copy;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.log.LogFollower;
import dev.guildhall.guild.store.cassandra.tables.ReadMessage;
import dev.guildhall.guild.store.cassandra.tables.TablesReader;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.image.GuildImage;
import dev.guildhall.guild.store.image.PinnedMessage;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy.Reached;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Copies one guild into a file while it is served: pages of the tables, which are ahead of the
/// file, and the events in between, up to the log's end.
///
/// The log is followed while pages are read, but only up to where the tables are known to be: so a
/// page that is read later has all events that were followed before. For one thread.
final class GuildCopier {

    /// How much is done at once: messages of a page, pages after which the log is followed, events,
    /// members and such of a step.
    record Steps(int messages, int pages, int events, int people) {

        static final Steps DEFAULT = new Steps(TablesReader.MAX_PAGE, 50, 500, 1_000);
    }

    private final LogFollower log;
    private final TablesReader tables;
    private final SqliteGuildCopy copy;
    private final LongConsumer copied;
    private final long firstShown;
    private final Steps steps;
    private GuildImage image = GuildImage.empty();

    /// `copied` is told of every step, with how many messages it had; messages with ids below
    /// `firstShown` are too old to be copied.
    GuildCopier(
            LogFollower log,
            TablesReader tables,
            SqliteGuildCopy copy,
            LongConsumer copied,
            long firstShown,
            Steps steps) {
        this.log = log;
        this.tables = tables;
        this.copy = copy;
        this.copied = copied;
        this.firstShown = firstShown;
        this.steps = steps;
    }

    /// Brings the copy up to the log's end as of now; goes on where an earlier attempt ended. False
    /// when the log does not reach back to that one: the copy has to be begun anew.
    boolean run() {
        long mark = tables.projected();
        long end = log.refresh();
        Reached before = copy.reached().orElse(null);
        if (before != null && log.tail(before.followed(), 1).isEmpty()) {
            return false;
        }
        image = tables.snapshot();
        if (!log.read(image.seq(), this::imaged)) {
            throw new StoreException.Corrupt(
                    "the log lacks entries after %d that a snapshot needs".formatted(image.seq()),
                    null);
        }
        if (before == null) {
            putPeople();
            copy.begun(Math.min(mark, end - 1)); // the last event is in the copy's log, too
        }
        for (Channel channel : image.channels()) {
            messages(channel.id());
        }
        follow(log.refresh());
        return true;
    }

    private boolean imaged(LogEntry entry) {
        image = image.after(List.of(entry));
        return true;
    }

    private void putPeople() {
        var guild = image.guild();
        if (guild == null) {
            throw new StoreException.Corrupt("the guild itself is missing", null);
        }
        var none = new LogEntry(image.seq(), new Event.GuildUpdated(guild));
        var head = new GuildHead(guild, image.roles(), image.channels(), image.nonces(), none);
        copy.put(List.of(new ContentRecord.Head(head)));
        UserId after = null;
        for (var page = image.members(after, steps.people());
                !page.isEmpty();
                page = image.members(after, steps.people())) {
            put(page.stream().map(ContentRecord.MemberPut::new).toList());
            after = page.getLast().user().id();
        }
        put(image.bans(null, Integer.MAX_VALUE).stream().map(ContentRecord.BanPut::new).toList());
        tables.former(
                steps.people(),
                page -> put(page.stream().map(ContentRecord.FormerMember::new).toList()));
    }

    private void put(List<? extends ContentRecord> records) {
        copy.put(List.copyOf(records));
        copied.accept(0);
    }

    private Reached reached() {
        return copy.reached().orElseThrow();
    }

    private void messages(ChannelId channelId) {
        Reached before = reached();
        if (channelId.compareTo(before.channelId()) < 0) {
            return;
        }
        long after = channelId.equals(before.channelId()) ? before.messageId().value() : 0;
        TablesReader.Scan scan = tables.scan(channelId, Math.max(after, firstShown - 1));
        for (int pages = 1; scan.hasNext(); pages++) {
            if (pages % steps.pages() == 0) {
                catchUp();
            }
            TablesReader.Page page = scan.next(steps.messages(), id -> pinnedAtMs(channelId, id));
            put(channelId, page);
        }
        catchUp();
    }

    private @Nullable Long pinnedAtMs(ChannelId channelId, MessageId messageId) {
        PinnedMessage pin = image.pin(channelId, messageId);
        return pin == null ? null : pin.pinnedAtMs();
    }

    private void put(ChannelId channelId, TablesReader.Page page) {
        List<ContentRecord> records = new ArrayList<>();
        Map<MessageReference, Long> asOf = new HashMap<>();
        for (ReadMessage each : page.messages()) {
            records.add(new ContentRecord.MessagePut(each.message()));
            if (each.reactionsAsOf() > 0) {
                MessageId id = each.message().message().id();
                asOf.put(new MessageReference(channelId, id), each.reactionsAsOf());
            }
        }
        Reached to = new Reached(reached().followed(), channelId, new MessageId(page.last()));
        copy.put(records, asOf, to);
        copied.accept(page.messages().size());
    }

    /// Follows the log up to where the tables are.
    private void catchUp() {
        long mark = tables.projected();
        var _ = log.refresh();
        follow(mark);
    }

    /// Follows the log up to `seq`, which the last refresh has found; the image stays ahead.
    private void follow(long seq) {
        List<LogEntry> step = new ArrayList<>();
        boolean whole =
                log.read(
                        reached().followed(),
                        entry -> {
                            if (entry.seq() > seq) {
                                return false;
                            }
                            step.add(entry);
                            if (step.size() == steps.events()) {
                                follow(step);
                                step.clear();
                            }
                            return true;
                        });
        if (!whole) {
            throw new StoreException.Unreachable(
                    "the log does not reach back to event %d any more; give the same command again"
                            .formatted(reached().followed()),
                    null);
        }
        if (!step.isEmpty()) {
            follow(step);
        }
    }

    private void follow(List<LogEntry> step) {
        long seen = image.seq();
        image = image.after(step.stream().filter(entry -> entry.seq() > seen).toList());
        copy.follow(step);
        copied.accept(0);
    }
}
