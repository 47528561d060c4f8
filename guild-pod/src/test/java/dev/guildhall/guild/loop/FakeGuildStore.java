package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store in memory that fails when it is told to.
final class FakeGuildStore implements GuildStore {

    final List<LogEntry> log = new ArrayList<>();
    final Map<MessageId, Message> messages = new LinkedHashMap<>();
    final GuildState stored = new GuildState();

    /// Thrown by every write while it is set.
    @Nullable StoreException failure;

    /// Thrown by `recover` while it is set.
    @Nullable StoreException unreadable;

    /// Whether appends are done before they fail.
    boolean losesAnswers;

    /// A fault that is not of the store.
    @Nullable RuntimeException bug;

    /// The same of the machine.
    @Nullable Error error;

    /// What happens meanwhile to an append that is done.
    Runnable meanwhile = () -> {};

    /// Whether a write waits for `open`.
    volatile boolean blocked;

    private final Semaphore gate = new Semaphore(1);
    private final AtomicBoolean used = new AtomicBoolean();
    int appends;

    /// The threads that appended, in order.
    final List<String> appendedBy = new CopyOnWriteArrayList<>();

    int renewals;
    int listings;

    /// What happens while messages are listed.
    Runnable whileListing = () -> {};

    long keptFrom = 1;
    boolean closed;

    @Override
    public GuildSnapshot recover() {
        return alone(() -> {
            if (unreadable != null) {
                throw unreadable;
            }
            return stored.snapshot();
        });
    }

    @Override
    public void append(List<LogEntry> batch) {
        alone(() -> store(batch));
    }

    private boolean store(List<LogEntry> batch) {
        if (!losesAnswers) {
            fail();
        }
        meanwhile.run();
        appends++;
        appendedBy.add(Thread.currentThread().getName());
        for (LogEntry entry : batch) {
            if (entry.seq() != stored.seq() + 1) {
                throw new IllegalStateException("a gap before " + entry.seq());
            }
            log.add(entry);
            stored.apply(entry.event());
            if (entry.event() instanceof Event.MessageCreated created) {
                messages.put(created.message().id(), created.message());
            } else if (entry.event() instanceof Event.MessageUpdated updated) {
                messages.put(updated.message().id(), updated.message());
            }
        }
        if (losesAnswers) {
            fail();
        }
        return true;
    }

    @Override
    public void renew() {
        renewals +=
                alone(() -> {
                    fail();
                    return 1;
                });
    }

    /// The loop may use the store from two threads, but not at once.
    private <T> T alone(Supplier<T> work) {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the store is used by two threads at once");
        }
        try {
            return work.get();
        } finally {
            used.set(false);
        }
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        return afterSeq + 1 < keptFrom
                ? Optional.empty()
                : Optional.of(log.stream().filter(e -> e.seq() > afterSeq).limit(limit).toList());
    }

    @Override
    public Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId) {
        return Optional.ofNullable(messages.get(messageId))
                .map(message -> new LoadedMessage(message, Map.of()));
    }

    @Override
    public List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader) {
        listings++;
        Runnable meanwhile = whileListing;
        whileListing = () -> {};
        meanwhile.run();
        return messages.values().stream().limit(limit).toList().reversed();
    }

    @Override
    public Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader) {
        return Optional.ofNullable(messages.get(messageId));
    }

    @Override
    public List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader) {
        return List.of();
    }

    @Override
    public List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit) {
        return List.of();
    }

    @Override
    public Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        GuildSnapshot now = stored.snapshot();
        Member self = stored.member(selfId);
        if (self == null) {
            return Optional.empty();
        }
        List<Member> members =
                now.members().stream()
                        .filter(member ->
                                now.members().size() <= allMembersUpTo
                                        || member.equals(self)
                                        || memberIds.contains(member.user().id()))
                        .toList();
        return Optional.of(
                new GuildView(
                        now.seq(),
                        Objects.requireNonNull(now.guild()),
                        now.roles(),
                        now.channels(),
                        members,
                        List.of(),
                        List.of(),
                        now.members().size(),
                        0,
                        false,
                        self));
    }

    @Override
    public Result.Members getMembers(List<UserId> userIds) {
        List<Member> found = userIds.stream().map(stored::member).filter(Objects::nonNull).toList();
        return new Result.Members(found, List.of());
    }

    @Override
    public Result.Members listMembers(@Nullable UserId after, int limit) {
        return new Result.Members(stored.snapshot().members(), List.of());
    }

    @Override
    public Result.Members searchMembers(String prefix, int limit) {
        return new Result.Members(List.of(), List.of());
    }

    @Override
    public Result.Bans listBans(@Nullable UserId after, int limit) {
        return new Result.Bans(List.of());
    }

    @Override
    public void close() {
        closed = true;
    }

    /// Makes writes wait.
    void block() {
        gate.drainPermits();
    }

    /// Lets writes go on.
    void open() {
        gate.release(1_000);
    }

    private void pass() {
        blocked = gate.availablePermits() == 0;
        gate.acquireUninterruptibly();
        gate.release();
        blocked = false;
    }

    private void fail() {
        pass();
        if (error != null) {
            throw error;
        }
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
