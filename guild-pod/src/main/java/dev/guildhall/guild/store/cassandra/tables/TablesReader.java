package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.image.GuildImage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One guild's tables as somebody reads them who does not own the guild, while its owner goes on.
///
/// What is read has all events up to [#projected] as of before the read, and may have any that came
/// after. Writes nothing. For one thread.
public final class TablesReader {

    /// Messages in one page: ScyllaDB allows no more ids in one query.
    public static final int MAX_PAGE = 100;

    /// Reactions in one page, beyond which it is cut. One message may have more.
    private static final int MAX_REACTIONS = 50_000;

    /// Of the snapshots that are listed, all may have been replaced before they are read.
    private static final int SNAPSHOT_ATTEMPTS = 5;

    private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

    private final CassandraSession session;
    private final EventBytes bytes;
    private final GuildId guildId;
    private final MessageFetch messages;
    private final ReactorReads reactors;

    public TablesReader(CassandraSession session, EventBytes bytes, GuildId guildId) {
        this.session = session;
        this.bytes = bytes;
        this.guildId = guildId;
        this.messages =
                new MessageFetch(session, bytes, new TablesMetrics(new SimpleMeterRegistry()));
        this.reactors = new ReactorReads(session, bytes, guildId);
    }

    /// The stored mark: up to this event the tables have everything.
    public long projected() {
        return Projector.readMark(session, guildId);
    }

    /// The newest snapshot; an empty image when there never was one. Throws
    /// [StoreException.Corrupt] when none can be read.
    public GuildImage snapshot() {
        SnapshotStore store = new SnapshotStore(session, bytes, guildId);
        for (int i = 0; i < SNAPSHOT_ATTEMPTS; i++) {
            List<SnapshotStore.Manifest> whole =
                    store.list().stream().filter(SnapshotStore.Manifest::complete).toList();
            if (whole.isEmpty()) {
                return GuildImage.empty();
            }
            Optional<GuildImage> image =
                    whole.stream().flatMap(each -> store.read(each).stream()).findFirst();
            if (image.isPresent()) {
                return image.get();
            }
        }
        throw new StoreException.Corrupt("all snapshots are damaged", null);
    }

    /// Hands on all who ever left, page by page.
    public void former(int pageRows, Consumer<List<User>> to) {
        for (int shard = 0; shard < FormerMember.SHARDS; shard++) {
            List<User> page = new ArrayList<>();
            for (Row row :
                    session.pages(
                            pageRows,
                            "SELECT body FROM former_members WHERE guild_id = ? AND shard = ?",
                            guildId.value(),
                            shard)) {
                page.add(bytes.user(SnapshotStore.array(row.getByteBuffer("body"))));
                if (page.size() == pageRows) {
                    to.accept(page);
                    page = new ArrayList<>();
                }
            }
            to.accept(page);
        }
    }

    /// The channel's messages with ids above `after`, oldest first.
    public Scan scan(ChannelId channelId, long after) {
        return new Scan(channelId, new IdScan(session, channelId.value(), after));
    }

    /// A walk through one channel.
    public final class Scan {
        private final ChannelId channelId;
        private final IdScan ids;
        private List<Long> left = List.of();

        private Scan(ChannelId channelId, IdScan ids) {
            this.channelId = channelId;
            this.ids = ids;
        }

        /// Whether there may be more.
        public boolean hasNext() {
            if (left.isEmpty()) {
                left = ids.next(MAX_PAGE);
            }
            return !left.isEmpty();
        }

        /// At most `limit` messages, maybe none; those that are gone when they are read are left
        /// out. `pinnedAtMs` says since when a message is pinned.
        public Page next(int limit, Function<MessageId, @Nullable Long> pinnedAtMs) {
            List<MessageKey> keys =
                    left.stream()
                            .limit(limit)
                            .map(id -> new MessageKey(channelId.value(), id))
                            .toList();
            Map<MessageKey, MessageRow> rows = messages.stored(keys, 0);
            List<MessageRow> page = new ArrayList<>();
            long reactions = 0;
            int taken = 0;
            for (; taken < keys.size() && (taken == 0 || reactions < MAX_REACTIONS); taken++) {
                MessageRow row = rows.get(keys.get(taken));
                if (row != null) {
                    page.add(row);
                    reactions += row.counts().total();
                }
            }
            long last = left.get(taken - 1);
            left = left.subList(taken, left.size());
            return new Page(read(page, pinnedAtMs), last);
        }
    }

    /// Messages, and the id up to which the channel was read.
    public record Page(List<ReadMessage> messages, long last) {}

    private List<ReadMessage> read(
            List<MessageRow> rows, Function<MessageId, @Nullable Long> pinnedAtMs) {
        Map<MessageKey, ReadMessage> read = new ConcurrentHashMap<>();
        InFlight inFlight = new InFlight();
        for (MessageRow row : rows) {
            Long pinned = pinnedAtMs.apply(row.message().id());
            if (row.counts().total() == 0) {
                var bare = new StoredMessage(row.message(), pinned, List.of());
                read.put(row.key(), new ReadMessage(bare, 0));
            } else {
                inFlight.start(() ->
                        CompletableFuture.runAsync(
                                () -> read.put(row.key(), reactors.read(row, pinned)), VIRTUAL));
            }
        }
        inFlight.finish();
        List<ReadMessage> inOrder = new ArrayList<>();
        rows.forEach(row -> Optional.ofNullable(read.get(row.key())).ifPresent(inOrder::add));
        return inOrder;
    }
}
