package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command.AllowedMentions;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom a message pings: what its content names, as far as the author may and wants to.
///
/// Users count when they are members, roles when they are mentionable or the author has
/// MENTION_EVERYONE, @everyone and @here only with MENTION_EVERYONE. Each is listed once, in the
/// order of first mention.
///
/// Source: <https://discord.com/developers/docs/resources/message#allowed-mentions-object>
record Mentions(boolean everyone, List<User> users, List<RoleId> roleIds) {

    /// 19 digits: what always fits into an unsigned 64-bit number.
    private static final Pattern MENTION =
            Pattern.compile("<@!?(\\d{1,19})>|<@&(\\d{1,19})>|(@everyone|@here)");

    /// `mayMentionEveryone`: the author's MENTION_EVERYONE in the channel. `repliedTo` is the
    /// author of the message that this one answers.
    static Mentions parse(
            GuildState state,
            String content,
            @Nullable AllowedMentions allowed,
            boolean mayMentionEveryone,
            @Nullable User repliedTo) {
        boolean direct = state.scope().kind() == GuildKind.DIRECT;
        boolean everyone = false;
        Map<UserId, User> users = new LinkedHashMap<>();
        Set<RoleId> roleIds = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(content);
        boolean mentions = content.indexOf('@') >= 0;
        while (mentions && matcher.find()) {
            if (matcher.group(1) != null) {
                addUser(state, UserId.parse(matcher.group(1)), allowed, users);
            } else if (matcher.group(2) != null && !direct) {
                RoleId roleId = RoleId.parse(matcher.group(2));
                if (pings(state, roleId, allowed, mayMentionEveryone)) {
                    roleIds.add(roleId);
                }
            } else if (matcher.group(3) != null && !direct) {
                everyone |= mayMentionEveryone && (allowed == null || allowed.parseEveryone());
            }
        }
        if (repliedTo != null && (allowed == null || allowed.repliedUser())) {
            users.putIfAbsent(repliedTo.id(), repliedTo);
        }
        return new Mentions(everyone, List.copyOf(users.values()), List.copyOf(roleIds));
    }

    private static void addUser(
            GuildState state,
            UserId userId,
            @Nullable AllowedMentions allowed,
            Map<UserId, User> users) {
        Member member = state.members.get(userId);
        boolean wanted =
                allowed == null || allowed.parseUsers() || allowed.users().contains(userId);
        if (member != null && wanted) {
            users.putIfAbsent(userId, member.user());
        }
    }

    private static boolean pings(
            GuildState state,
            RoleId roleId,
            @Nullable AllowedMentions allowed,
            boolean mayMentionEveryone) {
        Role role = state.roles.get(roleId);
        boolean wanted =
                allowed == null || allowed.parseRoles() || allowed.roles().contains(roleId);
        return role != null
                && wanted
                && !roleId.equals(state.scope().everyoneId())
                && (role.mentionable() || mayMentionEveryone);
    }
}
