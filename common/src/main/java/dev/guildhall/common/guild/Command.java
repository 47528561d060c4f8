package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants of a guild. The guild decides, see [Answer].
///
/// Patches hold null for what stays as it is. [Patch] is for fields that can themselves be set to
/// null.
public sealed interface Command {

    /// A patched field that may be cleared: `Patch(null)` clears it, a null `Patch` leaves it.
    record Patch<T>(@Nullable T value) {}

    /// Makes the guild, with @everyone, `channels` in order (a channel's `parentName` names a
    /// category before it), and the owner as its first member. System only.
    record CreateGuild(Guild guild, User owner, List<InitialChannel> channels) implements Command {}

    /// A channel that a new guild starts with.
    record InitialChannel(ChannelType type, String name, @Nullable String parentName) {}

    record UpdateGuild(
            @Nullable String name,
            @Nullable Patch<String> description,
            @Nullable Patch<ChannelId> systemChannelId,
            @Nullable UserId ownerId)
            implements Command {}

    record CreateChannel(
            ChannelType type,
            String name,
            @Nullable Integer position,
            @Nullable ChannelId parentId,
            @Nullable String topic,
            boolean nsfw,
            int slowModeSeconds,
            @Nullable Integer bitrate,
            int userLimit,
            List<Overwrite> overwrites)
            implements Command {}

    record UpdateChannel(
            ChannelId channelId,
            @Nullable String name,
            @Nullable Integer position,
            @Nullable Patch<ChannelId> parentId,
            @Nullable Patch<String> topic,
            @Nullable Boolean nsfw,
            @Nullable Integer slowModeSeconds,
            @Nullable Integer bitrate,
            @Nullable Integer userLimit,
            @Nullable List<Overwrite> overwrites)
            implements Command {}

    record DeleteChannel(ChannelId channelId) implements Command {}

    record SetOverwrite(ChannelId channelId, Overwrite overwrite) implements Command {}

    record DeleteOverwrite(ChannelId channelId, long overwriteId) implements Command {}

    /// `permissions` null: those of @everyone, as Discord does.
    record CreateRole(
            @Nullable String name,
            @Nullable Long permissions,
            int color,
            boolean hoist,
            boolean mentionable)
            implements Command {}

    record UpdateRole(
            RoleId roleId,
            @Nullable String name,
            @Nullable Long permissions,
            @Nullable Integer color,
            @Nullable Boolean hoist,
            @Nullable Boolean mentionable,
            @Nullable Integer position)
            implements Command {}

    record DeleteRole(RoleId roleId) implements Command {}

    /// Adds `user`; answered with the member as it is when it was one already. System only.
    record AddMember(User user, List<RoleId> roleIds) implements Command {}

    /// The actor leaves, or kicks somebody else.
    record RemoveMember(UserId userId) implements Command {}

    /// Changes a member; the actor's own nick needs CHANGE_NICKNAME only. `voiceChannelId` moves or
    /// disconnects.
    record UpdateMember(
            UserId userId,
            @Nullable Patch<String> nick,
            @Nullable List<RoleId> roleIds,
            @Nullable Boolean mute,
            @Nullable Boolean deaf,
            @Nullable Patch<Long> timedOutUntilMs,
            @Nullable Patch<ChannelId> voiceChannelId)
            implements Command {}

    record AddMemberRole(UserId userId, RoleId roleId) implements Command {}

    record RemoveMemberRole(UserId userId, RoleId roleId) implements Command {}

    record AddBan(User user, @Nullable String reason) implements Command {}

    record RemoveBan(UserId userId) implements Command {}

    /// Sends a message. With `nonceEnforced` a second one with the same author, channel and nonce
    /// within some minutes is not made: the answer is the first one's. `replyTo` with
    /// `failIfMissing` false sends a plain message when the other is gone. `allowedMentions` null
    /// means that all are parsed.
    record CreateMessage(
            ChannelId channelId,
            String content,
            List<Embed> embeds,
            boolean tts,
            int flags,
            @Nullable String nonce,
            boolean nonceEnforced,
            @Nullable MessageId replyTo,
            boolean failIfMissing,
            @Nullable AllowedMentions allowedMentions)
            implements Command {}

    /// Which mentions of a content ping. Source: Discord's "Allowed Mentions Object".
    record AllowedMentions(
            boolean parseUsers,
            boolean parseRoles,
            boolean parseEveryone,
            List<UserId> users,
            List<RoleId> roles,
            boolean repliedUser) {}

    record EditMessage(
            ChannelId channelId,
            MessageId messageId,
            @Nullable String content,
            @Nullable List<Embed> embeds,
            @Nullable Integer flags)
            implements Command {}

    record DeleteMessage(ChannelId channelId, MessageId messageId) implements Command {}

    record BulkDeleteMessages(ChannelId channelId, List<MessageId> messageIds) implements Command {}

    record SetMessagePinned(ChannelId channelId, MessageId messageId, boolean pinned)
            implements Command {}

    record AddReaction(ChannelId channelId, MessageId messageId, Emoji emoji) implements Command {}

    /// `userId` is the actor's own, or somebody else's, which needs MANAGE_MESSAGES.
    record RemoveReaction(ChannelId channelId, MessageId messageId, Emoji emoji, UserId userId)
            implements Command {}

    record ClearReactions(ChannelId channelId, MessageId messageId, @Nullable Emoji emoji)
            implements Command {}

    record StartTyping(ChannelId channelId) implements Command {}

    /// Joins, moves within or leaves (`channelId` null) voice, from the gateway session
    /// `sessionId`.
    record SetVoiceState(
            SessionId sessionId,
            @Nullable ChannelId channelId,
            boolean selfMute,
            boolean selfDeaf,
            boolean selfVideo)
            implements Command {}
}
