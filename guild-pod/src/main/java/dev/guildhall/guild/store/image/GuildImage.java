package dev.guildhall.guild.store.image;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All durable state of a guild after the event `seq`, but for its messages: an immutable value
/// that is cheap to follow from event to event, see [SortedTree].
///
/// A store holds the newest one. Whoever reads it has one moment without a lock; whoever writes it
/// to disk takes as long as that takes. Members, roles and bans are the objects that the loop's
/// state holds, so they cost no second copy.
///
/// A deleted role stays in the members who had it, as in the loop's state; what leaves this class
/// is without it.
public final class GuildImage {

    final long seq;
    final @Nullable Guild guild;
    final SortedTree<RoleId, Role> roles;
    final SortedTree<ChannelId, Channel> channels;
    final SortedTree<UserId, Member> members;
    final SortedTree<NameKey, UserId> names;
    final SortedTree<UserId, Result.Ban> bans;
    final SortedTree<PinnedMessage.Key, PinnedMessage> pins;
    final NonceTable nonces;

    GuildImage(ImageWriter of) {
        this.seq = of.seq;
        this.guild = of.guild;
        this.roles = of.roles;
        this.channels = of.channels;
        this.members = of.members;
        this.names = of.names;
        this.bans = of.bans;
        this.pins = of.pins;
        this.nonces = of.nonces;
    }

    /// A guild that does not exist yet.
    public static GuildImage empty() {
        return new GuildImage(new ImageWriter());
    }

    /// The image of a snapshot, with the times of its pins. All lists grow by id.
    public static GuildImage of(GuildSnapshot snapshot, List<PinnedMessage> pins) {
        ImageWriter writer = new ImageWriter();
        writer.seq = snapshot.seq();
        writer.guild = snapshot.guild();
        writer.roles = SortedTree.ofSorted(snapshot.roles(), Role::id);
        writer.channels = SortedTree.ofSorted(snapshot.channels(), Channel::id);
        writer.members = SortedTree.ofSorted(snapshot.members(), member -> member.user().id());
        List<NameKey> names = new ArrayList<>();
        snapshot.members().forEach(member -> names.addAll(NameKey.of(member)));
        names.sort(Comparator.naturalOrder());
        writer.names = SortedTree.ofSortedKeys(names, NameKey::userId);
        writer.bans = SortedTree.ofSorted(snapshot.bans(), ban -> ban.user().id());
        writer.pins = SortedTree.ofSorted(pins, PinnedMessage::key);
        writer.nonces = NonceTable.of(snapshot.recentNonces());
        return new GuildImage(writer);
    }

    /// The image after `entries`, which follow each other from `seq + 1` on.
    public GuildImage after(List<LogEntry> entries) {
        ImageWriter writer = new ImageWriter(this);
        entries.forEach(writer::apply);
        return new GuildImage(writer);
    }

    public long seq() {
        return seq;
    }

    /// Everything, as the loop recovers it.
    public GuildSnapshot snapshot() {
        return new GuildSnapshot(
                seq,
                guild,
                roles.values(),
                channels.values(),
                members.values().stream().map(this::known).toList(),
                bans.values(),
                pins.values().stream()
                        .map(pin -> new MessageReference(pin.channelId(), pin.messageId()))
                        .toList(),
                nonces.all());
    }

    /// See `GuildStore.view`.
    public Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        Member self = members.get(selfId);
        if (guild == null || self == null) {
            return Optional.empty();
        }
        int count = members.size();
        List<UserId> wanted = new ArrayList<>(memberIds);
        wanted.add(selfId);
        List<Member> shown = count <= allMembersUpTo ? members(null, count) : members(wanted);
        return Optional.of(
                new GuildView(
                        seq,
                        guild,
                        roles.values(),
                        channels.values(),
                        shown,
                        List.of(),
                        List.of(),
                        count,
                        0,
                        shown.size() < count,
                        known(self)));
    }

    public @Nullable Member member(UserId userId) {
        Member member = members.get(userId);
        return member == null ? null : known(member);
    }

    /// Those of the users who are members, by growing id.
    public List<Member> members(List<UserId> userIds) {
        return userIds.stream()
                .distinct()
                .sorted()
                .map(this::member)
                .filter(Objects::nonNull)
                .toList();
    }

    /// A page of members by growing id.
    public List<Member> members(@Nullable UserId after, int limit) {
        return members.after(after, limit).stream().map(this::known).toList();
    }

    public int memberCount() {
        return members.size();
    }

    /// Members one of whose names starts with `prefix`, by growing id. Of each kind of name the
    /// first `limit` are looked at, so that it takes the same time however many there are.
    public List<Member> search(String prefix, int limit) {
        TreeSet<UserId> found = new TreeSet<>();
        for (NameKey.Kind kind : NameKey.Kind.values()) {
            NameKey from = NameKey.from(kind, prefix);
            int[] left = {limit};
            names.from(
                    from,
                    (key, userId) -> {
                        boolean like = left[0]-- > 0 && key.startsLike(from);
                        if (like) {
                            found.add(userId);
                        }
                        return like;
                    });
        }
        return members(found.stream().limit(limit).toList());
    }

    public List<Result.Ban> bans(@Nullable UserId after, int limit) {
        return bans.after(after, limit);
    }

    /// The channel's pins, the newest first.
    public List<PinnedMessage> pins(ChannelId channelId) {
        List<PinnedMessage> found = new ArrayList<>();
        pins.from(
                new PinnedMessage.Key(channelId, new MessageId(Long.MIN_VALUE)),
                (key, pin) -> key.channelId().equals(channelId) && found.add(pin));
        found.sort(
                Comparator.comparingLong(PinnedMessage::pinnedAtMs)
                        .thenComparing(PinnedMessage::messageId)
                        .reversed());
        return found;
    }

    /// The message's pin; null when it is not pinned.
    public @Nullable PinnedMessage pin(ChannelId channelId, MessageId messageId) {
        return pins.get(new PinnedMessage.Key(channelId, messageId));
    }

    /// All pins, by channel and then message.
    public List<PinnedMessage> pins() {
        return pins.values();
    }

    public @Nullable Guild guild() {
        return guild;
    }

    public List<Role> roles() {
        return roles.values();
    }

    public List<Channel> channels() {
        return channels.values();
    }

    public List<RecentNonce> nonces() {
        return nonces.all();
    }

    private Member known(Member m) {
        List<RoleId> roleIds = m.roleIds();
        for (int i = 0; i < roleIds.size(); i++) {
            if (!roles.has(roleIds.get(i))) {
                return new Member(
                        m.user(),
                        m.nick(),
                        roleIds.stream().filter(roles::has).toList(),
                        m.joinedAtMs(),
                        m.deaf(),
                        m.mute(),
                        m.timedOutUntilMs());
            }
        }
        return m;
    }
}
