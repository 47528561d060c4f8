package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.sqlite.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The indexes in the accounts' file. Each transaction checks that no higher epoch has written of
/// the guild: an owner that was paused between its commit and its index changes nothing.
final class SqliteGuildIndex implements GuildIndex {

    /// Rows of one transaction: other processes write to the same file.
    private static final int CHUNK_ROWS = 1_000;

    private static final String ADD_MEMBER =
            "INSERT OR IGNORE INTO memberships (user_id, guild_id) VALUES (?, ?)";
    private static final String REMOVE_MEMBER =
            "DELETE FROM memberships WHERE user_id = ? AND guild_id = ?";
    private static final String ADD_CHANNEL =
            "INSERT OR REPLACE INTO channels (id, guild_id) VALUES (?, ?)";
    private static final String REMOVE_CHANNEL =
            "DELETE FROM channels WHERE id = ? AND guild_id = ?";

    private final AccountsFile file;

    SqliteGuildIndex(AccountsFile file) {
        this.file = file;
    }

    @Override
    public List<GuildId> guildsOfUser(UserId userId) {
        return file.read(sql ->
                sql.list(
                        row -> new GuildId(row.getLong(1)),
                        """
                        SELECT guild_id FROM memberships
                        WHERE user_id = ? ORDER BY guild_id\
                        """,
                        userId.value()));
    }

    @Override
    public List<ListedGuild> guilds(@Nullable GuildId after, int limit) {
        return file.read(sql ->
                sql.list(
                        row ->
                                new ListedGuild(
                                        new GuildId(row.getLong(1)),
                                        row.getString(2),
                                        new UserId(row.getLong(3)),
                                        GuildKind.valueOf(row.getString(4))),
                        """
                        SELECT id, name, owner_id, kind FROM guilds
                        WHERE id > ? AND kind = ? ORDER BY id LIMIT ?\
                        """,
                        after == null ? Long.MIN_VALUE : after.value(),
                        GuildKind.COMMUNITY.name(),
                        limit));
    }

    @Override
    public Optional<GuildId> guildOfChannel(ChannelId channelId) {
        return file.read(sql ->
                sql.first(
                        row -> new GuildId(row.getLong(1)),
                        "SELECT guild_id FROM channels WHERE id = ?",
                        channelId.value()));
    }

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries) {
        file.write(sql ->
                ifNewest(
                        sql,
                        guildId,
                        epoch,
                        () ->
                                entries.forEach(
                                        entry -> project(sql, guildId.value(), entry.event()))));
    }

    /// False: an owner with a higher epoch has written of the guild, and nothing was done.
    private static boolean ifNewest(Sql sql, GuildId guildId, long epoch, Runnable work) {
        int newest =
                sql.update(
                        """
                        INSERT INTO index_owners (guild_id, epoch) VALUES (?, ?)
                        ON CONFLICT (guild_id) DO UPDATE SET epoch = excluded.epoch
                        WHERE excluded.epoch >= epoch\
                        """,
                        guildId.value(),
                        epoch);
        if (newest > 0) {
            work.run();
        }
        return newest > 0;
    }

    private static void project(Sql sql, long guildId, Event.Durable event) {
        switch (event) {
            case Event.GuildCreated e -> {
                putGuild(sql, e.guild());
                e.channels().forEach(it -> sql.update(ADD_CHANNEL, it.id().value(), guildId));
                e.members().forEach(it -> sql.update(ADD_MEMBER, it.user().id().value(), guildId));
            }
            case Event.GuildUpdated e -> putGuild(sql, e.guild());
            case Event.ChannelCreated e ->
                    sql.update(ADD_CHANNEL, e.channel().id().value(), guildId);
            case Event.ChannelDeleted e ->
                    sql.update(REMOVE_CHANNEL, e.channel().id().value(), guildId);
            case Event.MemberJoined e ->
                    sql.update(ADD_MEMBER, e.member().user().id().value(), guildId);
            case Event.MemberLeft e -> sql.update(REMOVE_MEMBER, e.user().id().value(), guildId);
            case Event.Durable _ -> {}
        }
    }

    private static void putGuild(Sql sql, Guild guild) {
        sql.update(
                "INSERT OR REPLACE INTO guilds (id, name, owner_id, kind) VALUES (?, ?, ?, ?)",
                guild.id().value(),
                guild.name(),
                guild.ownerId().value(),
                guild.kind().name());
    }

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        Guild guild = snapshot.guild();
        if (guild == null) {
            return;
        }
        file.write(sql -> ifNewest(sql, guildId, epoch, () -> putGuild(sql, guild)));
        Set<Long> users = new HashSet<>();
        snapshot.members().forEach(member -> users.add(member.user().id().value()));
        String members = "SELECT user_id FROM memberships WHERE guild_id = ?";
        rewrite(guildId, epoch, users, members, ADD_MEMBER, REMOVE_MEMBER);
        Set<Long> channels = new HashSet<>();
        snapshot.channels().stream().map(Channel::id).forEach(id -> channels.add(id.value()));
        String known = "SELECT id FROM channels WHERE guild_id = ?";
        rewrite(guildId, epoch, channels, known, ADD_CHANNEL, REMOVE_CHANNEL);
    }

    /// Writes only what differs.
    private void rewrite(
            GuildId guildId,
            long epoch,
            Set<Long> wanted,
            String select,
            String add,
            String remove) {
        Set<Long> known =
                new HashSet<>(
                        file.read(sql -> sql.list(row -> row.getLong(1), select, guildId.value())));
        write(add, wanted.stream().filter(id -> !known.contains(id)).toList(), guildId, epoch);
        write(remove, known.stream().filter(id -> !wanted.contains(id)).toList(), guildId, epoch);
    }

    private void write(String statement, List<Long> ids, GuildId guildId, long epoch) {
        for (int from = 0; from < ids.size(); from += CHUNK_ROWS) {
            List<Long> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK_ROWS));
            file.write(sql ->
                    ifNewest(
                            sql,
                            guildId,
                            epoch,
                            () -> chunk.forEach(id -> sql.update(statement, id, guildId.value()))));
        }
    }
}
