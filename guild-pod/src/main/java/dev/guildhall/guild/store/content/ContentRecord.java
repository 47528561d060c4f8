package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;

/// A piece of a guild's content. A guild is the sum of its records in their order: what changed
/// while it was read comes again, or is taken away, by a later record.
public sealed interface ContentRecord {

    record MemberPut(Member member) implements ContentRecord {}

    record MemberGone(UserId userId) implements ContentRecord {}

    /// Somebody who left and is not a member.
    record FormerMember(User user) implements ContentRecord {}

    record BanPut(Result.Ban ban) implements ContentRecord {}

    record BanGone(UserId userId) implements ContentRecord {}

    /// The message with its reactions, instead of what was put of it before.
    record MessagePut(StoredMessage message) implements ContentRecord {}

    record MessageGone(ChannelId channelId, MessageId messageId) implements ContentRecord {}

    /// The channel with all of its messages.
    record ChannelGone(ChannelId channelId) implements ContentRecord {}

    /// The first record, and, as it is in the end, the last.
    record Head(GuildHead head) implements ContentRecord {}
}
