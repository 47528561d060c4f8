package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Role;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;

/// What of a guild is small: it is read and put in at once. Lists by growing id; `last` is the last
/// event of the log, with its seq.
public record GuildHead(
        Guild guild,
        List<Role> roles,
        List<Channel> channels,
        List<RecentNonce> recentNonces,
        LogEntry last) {}
