package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.GuildTables;
import dev.guildhall.guild.store.image.GuildImage;
import dev.guildhall.guild.store.image.PinnedMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One guild's tables. What the pod has in memory anyway is answered from an image of it, which is
/// one moment; messages and reactions are read from the cluster, once they are there.
final class CassandraTables implements GuildTables {

    /// Of the log, taken at once when it is replayed.
    private static final int REPLAY_ENTRIES = 512;

    private final GuildLog log;
    private final Projector projector;
    private final Snapshots snapshots;
    private final Expiry expiry;
    private final PageIds ids;
    private final MessageFetch messages;
    private final ReactorReads reactors;
    private volatile GuildImage image;

    /// `image` is a snapshot; `projector` has nothing to do yet. Brings both up to the log.
    CassandraTables(
            GuildLog log,
            GuildImage image,
            Projector projector,
            Snapshots snapshots,
            Expiry expiry,
            PageIds ids,
            MessageFetch messages,
            ReactorReads reactors) {
        this.log = log;
        this.image = image;
        this.projector = projector;
        this.snapshots = snapshots;
        this.expiry = expiry;
        this.ids = ids;
        this.messages = messages;
        this.reactors = reactors;
    }

    /// Takes what the log has after `seq`, which may be behind the image and the projection.
    void replay(long seq) {
        long projected = projector.projected();
        List<LogEntry> page = new ArrayList<>();
        log.replay(
                seq,
                entry -> {
                    page.add(entry);
                    if (page.size() == REPLAY_ENTRIES) {
                        take(page, projected);
                        page.clear();
                    }
                });
        take(page, projected);
    }

    private void take(List<LogEntry> page, long projected) {
        long seen = image.seq();
        image = image.after(page.stream().filter(entry -> entry.seq() > seen).toList());
        for (LogEntry entry : page) {
            if (entry.seq() > projected) {
                projector.awaitRoom();
                projector.add(List.of(entry));
            }
        }
    }

    @Override
    public GuildSnapshot recover() {
        if (image.seq() < log.lastSeq()) {
            long taken = image.seq();
            List<LogEntry> missed = new ArrayList<>();
            log.replay(taken, missed::add);
            appended(missed);
        }
        expiry.tick(image);
        return image.snapshot();
    }

    @Override
    public void awaitRoom() {
        projector.awaitRoom();
    }

    @Override
    public void appended(List<LogEntry> batch) {
        GuildImage next = image.after(batch);
        projector.add(batch);
        image = next;
        snapshots.came(next);
        expiry.tick(next);
    }

    @Override
    public Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId) {
        return getMessage(channelId, messageId, MessageFetch.NOBODY)
                .map(message -> readable(() -> reactors.loaded(message)));
    }

    @Override
    public List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader) {
        long id = channelId.value();
        long from = anchorId == null ? Long.MAX_VALUE : anchorId.value();
        long first = expiry.firstShown();
        projector.await(channelId);
        return readable(() -> {
            List<Long> page =
                    switch (anchor) {
                        case LATEST -> ids.upTo(id, Long.MAX_VALUE, first, limit);
                        case BEFORE -> ids.upTo(id, before(from), first, limit);
                        case AFTER ->
                                ids.from(
                                                id,
                                                Math.max(first, anchorId == null ? 1 : from + 1),
                                                limit)
                                        .reversed();
                        case AROUND -> around(id, from, first, limit);
                    };
            return messages.whole(
                    page.stream().map(each -> new MessageKey(id, each)).toList(), first, reader);
        });
    }

    private static long before(long id) {
        return id == Long.MAX_VALUE ? id : id - 1;
    }

    private List<Long> around(long channelId, long id, long first, int limit) {
        List<Long> page = new ArrayList<>();
        if (id < Long.MAX_VALUE && limit / 2 > 0) {
            page.addAll(ids.from(channelId, Math.max(first, id + 1), limit / 2).reversed());
        }
        page.addAll(ids.upTo(channelId, id, first, limit - limit / 2));
        return page;
    }

    @Override
    public Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader) {
        projector.await(channelId);
        return readable(() ->
                messages
                        .whole(
                                List.of(MessageKey.of(channelId, messageId)),
                                expiry.firstShown(),
                                reader)
                        .stream()
                        .findFirst());
    }

    @Override
    public List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader) {
        GuildImage now = image;
        long first = expiry.firstShown();
        List<PinnedMessage> pins =
                now.pins(channelId).stream()
                        .filter(pin -> beforeMs == null || pin.pinnedAtMs() < beforeMs)
                        .filter(pin -> pin.messageId().value() >= first)
                        .limit(limit)
                        .toList();
        projector.await(channelId);
        return readable(() -> pins(pins, first, reader));
    }

    private List<Result.Pin> pins(List<PinnedMessage> pins, long first, UserId reader) {
        List<MessageKey> keys =
                pins.stream().map(pin -> MessageKey.of(pin.channelId(), pin.messageId())).toList();
        Map<MessageId, Message> found = new HashMap<>();
        messages.whole(keys, first, reader).forEach(message -> found.put(message.id(), message));
        List<Result.Pin> shown = new ArrayList<>();
        for (PinnedMessage pin : pins) {
            Message message = found.get(pin.messageId());
            if (message != null) {
                shown.add(new Result.Pin(message, pin.pinnedAtMs()));
            }
        }
        return shown;
    }

    @Override
    public List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit) {
        GuildImage now = image;
        projector.await(now.seq());
        MessageKey message = MessageKey.of(channelId, messageId);
        return message.id() < expiry.firstShown()
                ? List.of()
                : readable(() -> reactors.page(now, message, emoji, after, limit));
    }

    @Override
    public Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        return image.view(selfId, memberIds, allMembersUpTo);
    }

    @Override
    public Result.Members getMembers(List<UserId> userIds) {
        return new Result.Members(image.members(userIds), List.of());
    }

    @Override
    public Result.Members listMembers(@Nullable UserId after, int limit) {
        return new Result.Members(image.members(after, limit), List.of());
    }

    @Override
    public Result.Members searchMembers(String prefix, int limit) {
        return new Result.Members(image.search(prefix, limit), List.of());
    }

    @Override
    public Result.Bans listBans(@Nullable UserId after, int limit) {
        return new Result.Bans(image.bans(after, limit));
    }

    /// What cannot be read is damaged.
    private static <T> T readable(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new StoreException.Corrupt("a stored value cannot be read", e);
        }
    }

    @Override
    public void close() {
        projector.close();
        snapshots.close();
    }
}
