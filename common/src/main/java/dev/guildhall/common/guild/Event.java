package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a guild: the only thing that changes its state, and what the edges turn into
/// dispatches.
///
/// A [Durable] event is in the guild's log and has a seq of its own, without gaps. A [Transient]
/// one belongs to the sessions that are there (presence, voice, typing): it is sent in order with
/// the others, carries the seq of the last durable event before it, and is gone when the process
/// is.
public sealed interface Event {

    /// In the log, with a seq.
    sealed interface Durable extends Event {}

    /// Sent, not kept.
    sealed interface Transient extends Event {}

    /// The first event of a guild: everything that it starts with.
    record GuildCreated(Guild guild, List<Role> roles, List<Channel> channels, List<Member> members)
            implements Durable {}

    record GuildUpdated(Guild guild) implements Durable {}

    record ChannelCreated(Channel channel) implements Durable {}

    /// The whole channel after a change of its settings or overwrites.
    record ChannelUpdated(Channel channel) implements Durable {}

    /// Deleting a category leaves its channels, without a parent: those come as updates after this
    /// one.
    record ChannelDeleted(Channel channel) implements Durable {}

    record RoleCreated(Role role) implements Durable {}

    record RoleUpdated(Role role) implements Durable {}

    /// The role is gone from all members and overwrites; no further events say so.
    record RoleDeleted(RoleId roleId) implements Durable {}

    record MemberJoined(Member member) implements Durable {}

    /// The whole member after a change of nick, roles, timeout, mute or deaf.
    record MemberUpdated(Member member) implements Durable {}

    record MemberLeft(User user) implements Durable {}

    record BanAdded(User user, @Nullable String reason) implements Durable {}

    record BanRemoved(User user) implements Durable {}

    /// `member` is the author's, null when the author is not a member. `nonceEnforced` makes the
    /// nonce a key against doubles, see [Command.CreateMessage].
    record MessageCreated(Message message, @Nullable Member member, boolean nonceEnforced)
            implements Durable {}

    /// The whole message after an edit of content, embeds or flags.
    record MessageUpdated(Message message, @Nullable Member member) implements Durable {}

    record MessageDeleted(ChannelId channelId, MessageId messageId) implements Durable {}

    record MessagesBulkDeleted(ChannelId channelId, List<MessageId> messageIds)
            implements Durable {}

    /// The message was pinned or unpinned at `atMs`; `message` is whole, after the change.
    record MessagePinChanged(Message message, boolean pinned, long atMs) implements Durable {}

    record ReactionAdded(
            ChannelId channelId,
            MessageId messageId,
            UserId messageAuthorId,
            UserId userId,
            @Nullable Member member,
            Emoji emoji)
            implements Durable {}

    record ReactionRemoved(ChannelId channelId, MessageId messageId, UserId userId, Emoji emoji)
            implements Durable {}

    /// All reactions of a message went, or with `emoji` all of that one.
    record ReactionsCleared(ChannelId channelId, MessageId messageId, @Nullable Emoji emoji)
            implements Durable {}

    record TypingStarted(ChannelId channelId, Member member, long atMs) implements Transient {}

    record PresenceChanged(Presence presence) implements Transient {}

    /// `voiceState.channelId()` null: the user left voice.
    record VoiceStateChanged(VoiceState voiceState, @Nullable Member member) implements Transient {}
}
