package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All durable state of a guild after the event `seq`, as plain values, each list by growing id.
///
/// `pins` are the pinned messages, by channel and then message. `recentNonces` are the messages
/// with an enforced nonce that are still within [RecentNonce#WINDOW_MS]. `guild` is null before
/// GuildCreated. Messages are not part of it: they live in the store.
public record GuildSnapshot(
        long seq,
        @Nullable Guild guild,
        List<Role> roles,
        List<Channel> channels,
        List<Member> members,
        List<Result.Ban> bans,
        List<MessageReference> pins,
        List<RecentNonce> recentNonces) {

    /// A guild that does not exist yet.
    public static GuildSnapshot empty() {
        return new GuildSnapshot(
                0, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
