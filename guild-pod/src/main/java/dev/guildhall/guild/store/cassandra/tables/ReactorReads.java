package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.content.StoredMessage.Reactors;
import dev.guildhall.guild.store.image.GuildImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads who reacted. Safe for many threads; blocks.
final class ReactorReads {

    /// Reactions of a message, read at once.
    private static final int PAGE_ROWS = 20_000;

    /// How often reactions that change while they are read are read again.
    private static final int RETRIES = 5;

    private final CassandraSession session;
    private final EventBytes bytes;
    private final GuildId guildId;

    ReactorReads(CassandraSession session, EventBytes bytes, GuildId guildId) {
        this.session = session;
        this.bytes = bytes;
        this.guildId = guildId;
    }

    /// A page of users by growing id, with their names of now, or of when they left.
    List<User> page(
            GuildImage image, MessageKey message, Emoji emoji, @Nullable UserId after, int limit) {
        List<UserId> ids = new ArrayList<>();
        for (Row row :
                session.read(
                        """
                        SELECT user_id FROM reactions
                        WHERE channel_id = ? AND bucket = ? AND message_id = ? AND emoji = ?
                          AND user_id > ? LIMIT ?\
                        """,
                        message.channelId(),
                        message.bucket(),
                        message.id(),
                        EmojiKey.of(emoji),
                        after == null ? Long.MIN_VALUE : after.value(),
                        limit)) {
            ids.add(new UserId(row.getLong("user_id")));
        }
        Map<UserId, User> former =
                former(ids.stream().filter(id -> image.member(id) == null).toList());
        return ids.stream().map(id -> named(image, id, former)).toList();
    }

    private static User named(GuildImage image, UserId id, Map<UserId, User> former) {
        Member member = image.member(id);
        User unknown = new User(id, "unknown", null, null, false);
        return member == null ? former.getOrDefault(id, unknown) : member.user();
    }

    private Map<UserId, User> former(List<UserId> ids) {
        Map<UserId, User> users = new ConcurrentHashMap<>();
        InFlight inFlight = new InFlight();
        for (UserId id : ids) {
            inFlight.start(() ->
                    session.readAsync(
                                    """
                                    SELECT body FROM former_members
                                    WHERE guild_id = ? AND shard = ? AND user_id = ?\
                                    """,
                                    guildId.value(),
                                    FormerMember.shard(id.value()),
                                    id.value())
                            .thenApply(rows -> {
                                Row row = rows.one();
                                if (row != null) {
                                    byte[] body = SnapshotStore.array(row.getByteBuffer("body"));
                                    users.put(id, bytes.user(body));
                                }
                                return rows;
                            }));
        }
        inFlight.finish();
        return users;
    }

    private record Use(String emoji, long userId, long seq) {}

    /// All that is stored of a message's reactions: uses in their order, the counts, and the last
    /// event that both include; whether all of it was read at once.
    private record Slice(List<Use> uses, Counts counts, long asOf, boolean atOnce) {}

    /// The message with all who reacted, in the order of the emojis' first use, then of reacting.
    LoadedMessage loaded(Message message) {
        MessageKey key = MessageKey.of(message.channelId(), message.id());
        List<Use> uses = message.reactions().isEmpty() ? List.of() : slice(key).uses();
        Map<String, Set<UserId>> byEmoji = byEmoji(uses);
        Map<Emoji, Set<UserId>> reactors = new LinkedHashMap<>();
        for (Reaction reaction : message.reactions()) {
            Set<UserId> users = byEmoji.get(EmojiKey.of(reaction.emoji()));
            if (users != null) {
                reactors.put(reaction.emoji(), users);
            }
        }
        return new LoadedMessage(message, reactors);
    }

    private static Map<String, Set<UserId>> byEmoji(List<Use> uses) {
        Map<String, Set<UserId>> byEmoji = new LinkedHashMap<>();
        uses.forEach(use ->
                byEmoji.computeIfAbsent(use.emoji(), _ -> new LinkedHashSet<>())
                        .add(new UserId(use.userId())));
        return byEmoji;
    }

    /// The message with all who reacted, for whoever does not hold the guild: as of the event that
    /// comes with it.
    ReadMessage read(MessageRow stored, @Nullable Long pinnedAtMs) {
        Slice slice = slice(stored.key());
        for (int i = 0;
                i < RETRIES && !slice.atOnce() && slice.asOf() != header(stored.key());
                i++) {
            slice = slice(stored.key());
        }
        Map<String, Set<UserId>> byEmoji = byEmoji(slice.uses());
        List<Reactors> reactors = new ArrayList<>();
        for (String emoji : slice.counts().emojis()) {
            Set<UserId> users = byEmoji.get(emoji);
            if (users != null) {
                reactors.add(new Reactors(EmojiKey.parse(emoji), List.copyOf(users)));
            }
        }
        return new ReadMessage(
                new StoredMessage(stored.message(), pinnedAtMs, reactors), slice.asOf());
    }

    /// What there is now. It is one moment's unless it takes several pages and changes meanwhile.
    private Slice slice(MessageKey message) {
        List<Use> uses = new ArrayList<>();
        Counts counts = new Counts();
        long asOf = 0;
        ResultSet rows =
                session.pages(
                        PAGE_ROWS,
                        """
                        SELECT emoji, user_id, seq, counts FROM reactions
                        WHERE channel_id = ? AND bucket = ? AND message_id = ?\
                        """,
                        message.channelId(),
                        message.bucket(),
                        message.id());
        boolean atOnce = rows.isFullyFetched();
        for (Row row : rows) {
            String emoji = String.valueOf(row.getString("emoji"));
            if (emoji.equals(ReactionBook.HEADER)) {
                counts = Counts.of(row.getByteBuffer("counts"));
                asOf = row.getLong("seq");
            } else {
                uses.add(new Use(emoji, row.getLong("user_id"), row.getLong("seq")));
            }
        }
        uses.sort(Comparator.comparingLong(Use::seq));
        return new Slice(uses, counts, asOf, atOnce);
    }

    /// The last event that the message's reactions include; 0 for none.
    private long header(MessageKey message) {
        Row row =
                session.read(
                                """
                                SELECT seq FROM reactions
                                WHERE channel_id = ? AND bucket = ? AND message_id = ?
                                  AND emoji = ? AND user_id = 0\
                                """,
                                message.channelId(),
                                message.bucket(),
                                message.id(),
                                ReactionBook.HEADER)
                        .one();
        return row == null ? 0 : row.getLong("seq");
    }
}
