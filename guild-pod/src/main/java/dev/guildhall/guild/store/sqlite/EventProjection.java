package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What each event does to the tables, in the writer's transaction: the same as the core's apply
/// does to memory.
///
/// A deleted role stays in the members' bodies, because taking it out would go through them all;
/// readers leave out roles that do not exist, see [MemberReads].
final class EventProjection {

    private final Sql sql;
    private final EventBytes bytes;
    private final MessageProjection messages;
    private long joined;
    private boolean leavesRows;

    /// `reactionsAtOnce` as in [MessageProjection].
    EventProjection(Sql sql, EventBytes bytes, int reactionsAtOnce) {
        this.sql = sql;
        this.bytes = bytes;
        this.messages = new MessageProjection(sql, bytes, reactionsAtOnce);
    }

    /// What it does to messages.
    MessageProjection messages() {
        return messages;
    }

    /// True: rows are left that nobody sees any more, for the housekeeping.
    boolean apply(List<LogEntry> batch) {
        joined = 0;
        leavesRows = false;
        messages.begin();
        batch.forEach(this::apply);
        messages.end();
        if (joined != 0) {
            sql.update("UPDATE guild SET member_count = member_count + ?", joined);
        }
        return leavesRows || messages.leavesRows();
    }

    private void apply(LogEntry entry) {
        switch (entry.event()) {
            case Event.GuildCreated e -> guildCreated(e);
            case Event.GuildUpdated e -> putGuild(e.guild());
            case Event.ChannelCreated e -> putChannel(e.channel());
            case Event.ChannelUpdated e -> putChannel(e.channel());
            case Event.ChannelDeleted e -> channelDeleted(e.channel());
            case Event.RoleCreated e -> putRole(e.role().id(), bytes.of(e.role()));
            case Event.RoleUpdated e -> putRole(e.role().id(), bytes.of(e.role()));
            case Event.RoleDeleted e -> roleDeleted(e.roleId());
            case Event.MemberJoined e -> putMember(e.member());
            case Event.MemberUpdated e -> putMember(e.member());
            case Event.MemberLeft e -> memberLeft(e.user());
            case Event.BanAdded e -> banAdded(e.user(), e.reason());
            case Event.BanRemoved e ->
                    sql.update("DELETE FROM bans WHERE user_id = ?", e.user().id().value());
            case Event.MessageCreated e -> messages.created(e, entry.body(bytes));
            case Event.MessageUpdated e -> messages.updated(e);
            case Event.MessageDeleted e -> messages.deleted(e.channelId(), e.messageId());
            case Event.MessagesBulkDeleted e ->
                    e.messageIds().forEach(id -> messages.deleted(e.channelId(), id));
            case Event.MessagePinChanged e -> messages.pinChanged(e);
            case Event.ReactionAdded e -> messages.reactionAdded(e, entry.seq());
            case Event.ReactionRemoved e -> messages.reactionRemoved(e);
            case Event.ReactionsCleared e -> messages.reactionsCleared(e);
        }
    }

    private void guildCreated(Event.GuildCreated event) {
        putGuild(event.guild());
        event.roles().forEach(role -> putRole(role.id(), bytes.of(role)));
        event.channels().forEach(this::putChannel);
        event.members().forEach(this::putMember);
    }

    void putGuild(Guild guild) {
        sql.update(
                """
                INSERT INTO guild (id, body, member_count) VALUES (?, ?, 0)
                ON CONFLICT (id) DO UPDATE SET body = excluded.body\
                """,
                guild.id().value(),
                bytes.of(guild));
    }

    void putRole(RoleId roleId, byte[] body) {
        sql.update("INSERT OR REPLACE INTO roles (id, body) VALUES (?, ?)", roleId.value(), body);
    }

    void putChannel(Channel channel) {
        messages.forgetActivity(channel.id());
        Long lastMessageId =
                channel.lastMessageId() == null ? null : channel.lastMessageId().value();
        sql.update(
                """
                INSERT OR REPLACE INTO channels (id, body, last_message_id, last_pin_at_ms)
                VALUES (?, ?, ?, ?)\
                """,
                channel.id().value(),
                bytes.of(channel),
                lastMessageId,
                channel.lastPinAtMs());
    }

    private void channelDeleted(Channel channel) {
        long id = channel.id().value();
        messages.forgetActivity(channel.id());
        sql.update("DELETE FROM channels WHERE id = ?", id);
        sql.update("INSERT OR IGNORE INTO deleted_channels (channel_id) VALUES (?)", id);
        leavesRows = true;
    }

    private void roleDeleted(RoleId roleId) {
        sql.update("DELETE FROM roles WHERE id = ?", roleId.value());
        messages.writeActivity();
        for (Channel channel : sql.list(new ChannelRow(bytes), ChannelRow.ALL)) {
            Channel kept = channel.withoutRole(roleId);
            if (!kept.equals(channel)) {
                putChannel(kept);
            }
        }
    }

    void putMember(Member member) {
        User user = member.user();
        long id = user.id().value();
        joined +=
                sql.update(
                        """
                        INSERT OR IGNORE INTO members (user_id, body, username_key) VALUES (?, x'', '')\
                        """,
                        id);
        sql.update(
                """
                UPDATE members SET body = ?, username_key = ?, global_name_key = ?, nick_key = ?
                WHERE user_id = ?\
                """,
                bytes.of(member),
                key(user.username()),
                user.globalName() == null ? null : key(user.globalName()),
                member.nick() == null ? null : key(member.nick()),
                id);
    }

    /// A name as it is searched for.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void memberLeft(User user) {
        joined -= sql.update("DELETE FROM members WHERE user_id = ?", user.id().value());
        putFormer(user);
    }

    void putFormer(User user) {
        sql.update(
                "INSERT OR REPLACE INTO former_members (user_id, body) VALUES (?, ?)",
                user.id().value(),
                bytes.of(user));
    }

    void banAdded(User user, @Nullable String reason) {
        sql.update(
                "INSERT OR REPLACE INTO bans (user_id, body, reason) VALUES (?, ?, ?)",
                user.id().value(),
                bytes.of(user),
                reason);
    }
}
