package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.accounts.GuildIndex;
import dev.guildhall.guild.accounts.ListedGuild;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Guilds of a user, guild of a channel, and the list of guilds: projections that guilds write. The
/// guild has the last word.
///
/// A write's time is the seq of its event, or the snapshot's. The log gives each seq once, whoever
/// owned the guild then, so of two writes of a row the one later in the log wins, in whatever order
/// they come and whoever sends them. (The epoch would add nothing, and times beyond the clock's are
/// refused by ScyllaDB.)
final class CqlGuildIndex implements GuildIndex {

    private static final long MONTH_MS = 30L * 24 * 60 * 60 * 1_000;

    private final CassandraSession session;

    CqlGuildIndex(CassandraSession session) {
        this.session = session;
    }

    @Override
    public List<GuildId> guildsOfUser(UserId userId) {
        List<GuildId> guilds = new ArrayList<>();
        session.read("SELECT guild_id FROM index_memberships WHERE user_id = ?", userId.value())
                .forEach(row -> guilds.add(new GuildId(row.getLong("guild_id"))));
        return guilds;
    }

    @Override
    public Optional<GuildId> guildOfChannel(ChannelId channelId) {
        return Optional.ofNullable(
                        session.read(
                                        "SELECT guild_id FROM index_channels WHERE id = ?",
                                        channelId.value())
                                .one())
                .map(row -> new GuildId(row.getLong("guild_id")));
    }

    @Override
    public List<ListedGuild> guilds(@Nullable GuildId after, int limit) {
        String kind = GuildKind.COMMUNITY.name();
        long anchor = after == null ? 0 : after.value();
        List<ListedGuild> guilds = new ArrayList<>();
        for (Row month :
                session.read(
                        "SELECT month FROM index_months WHERE kind = ? AND month >= ?",
                        kind,
                        month(anchor))) {
            if (guilds.size() == limit) {
                break;
            }
            session.read(
                            """
                            SELECT guild_id, name, owner_id FROM index_guilds
                            WHERE kind = ? AND month = ? AND guild_id > ? LIMIT ?\
                            """,
                            kind,
                            month.getInt("month"),
                            anchor,
                            limit - guilds.size())
                    .forEach(row -> guilds.add(listed(row)));
        }
        return guilds;
    }

    private static ListedGuild listed(Row row) {
        return new ListedGuild(
                new GuildId(row.getLong("guild_id")),
                Objects.requireNonNull(row.getString("name")),
                new UserId(row.getLong("owner_id")),
                GuildKind.COMMUNITY);
    }

    private static int month(long guildId) {
        return (int) (Snowflake.unixMs(guildId) / MONTH_MS);
    }

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            project(guildId, entry.seq(), entry.event());
        }
    }

    private void project(GuildId guildId, long seq, Event.Durable event) {
        IndexRows members = IndexRows.members(session, guildId);
        IndexRows channels = IndexRows.channels(session, guildId);
        switch (event) {
            case Event.GuildCreated e -> {
                putGuild(e.guild(), seq);
                channels.put(e.channels().stream().map(it -> it.id().value()).toList(), seq);
                members.put(e.members().stream().map(it -> it.user().id().value()).toList(), seq);
            }
            case Event.GuildUpdated e -> putGuild(e.guild(), seq);
            case Event.ChannelCreated e -> channels.put(List.of(e.channel().id().value()), seq);
            case Event.ChannelDeleted e -> channels.remove(List.of(e.channel().id().value()), seq);
            case Event.MemberJoined e -> members.put(List.of(e.member().user().id().value()), seq);
            case Event.MemberLeft e -> members.remove(List.of(e.user().id().value()), seq);
            case Event.Durable _ -> {}
        }
    }

    private void putGuild(Guild guild, long seq) {
        String kind = guild.kind().name();
        int month = month(guild.id().value());
        session.write("INSERT INTO index_months (kind, month) VALUES (?, ?)", kind, month);
        session.write(
                """
                INSERT INTO index_guilds (kind, month, guild_id, name, owner_id)
                VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?\
                """,
                kind,
                month,
                guild.id().value(),
                guild.name(),
                guild.ownerId().value(),
                seq);
    }

    /// Writes only what differs.
    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        Guild guild = snapshot.guild();
        if (guild == null) {
            return;
        }
        long seq = snapshot.seq();
        putGuild(guild, seq);
        Set<Long> users = new HashSet<>();
        snapshot.members().forEach(member -> users.add(member.user().id().value()));
        IndexRows.members(session, guildId).rewrite(users, seq);
        Set<Long> channels = new HashSet<>();
        snapshot.channels().forEach(channel -> channels.add(channel.id().value()));
        IndexRows.channels(session, guildId).rewrite(channels, seq);
    }
}
