package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.PermissionScope;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A guild's whole state in memory. It belongs to the guild's loop thread and never leaves it; what
/// is read from it are values.
///
/// Only events change it, see [#apply]; gateway sessions are the one exception, see [Sessions].
/// Nothing here goes through all members, except [#snapshot].
///
/// A deleted role stays in the lists of the members who had it, because taking it out would mean to
/// go through them all. Role ids are never used again, so it is enough that readers leave out roles
/// that do not exist: [#member] does, and so does [Permissions].
public final class GuildState {

    final Map<RoleId, Role> roles = new TreeMap<>();
    final Map<ChannelId, Channel> channels = new TreeMap<>();
    final Map<UserId, Member> members = new HashMap<>();
    final Map<UserId, Result.Ban> bans = new HashMap<>();
    final PinIndex pins = new PinIndex();
    final MessageCache messages;
    final NonceIndex nonces = new NonceIndex();
    final SlowModeIndex slowModes = new SlowModeIndex();
    final SessionTable sessions = new SessionTable();
    final VoiceTable voice = new VoiceTable();

    private final EventApplier applier = new EventApplier(this);
    private long seq;
    private @Nullable Guild guild;
    private @Nullable PermissionScope scope;

    /// A guild that does not exist yet.
    public GuildState() {
        this(new MessageCache(MessageCache.MAX_MESSAGES, MessageCache.MAX_WEIGHT));
    }

    GuildState(MessageCache messages) {
        this.messages = messages;
    }

    /// The state after the snapshot's last event. It knows no sessions and no messages.
    public static GuildState restore(GuildSnapshot snapshot) {
        return restore(snapshot, new GuildState());
    }

    static GuildState restore(GuildSnapshot snapshot, GuildState state) {
        state.seq = snapshot.seq();
        state.messages.missedUpTo(snapshot.seq());
        snapshot.roles().forEach(role -> state.roles.put(role.id(), role));
        snapshot.channels().forEach(channel -> state.channels.put(channel.id(), channel));
        snapshot.members().forEach(member -> state.members.put(member.user().id(), member));
        snapshot.bans().forEach(ban -> state.bans.put(ban.user().id(), ban));
        snapshot.pins().forEach(pin -> state.pins.set(pin.channelId(), pin.messageId(), true));
        snapshot.recentNonces().forEach(state.nonces::add);
        if (snapshot.guild() != null) {
            state.setGuild(snapshot.guild());
        }
        return state;
    }

    /// All durable state as values. Goes through all members: for tests and hand-over, not for a
    /// loop that serves.
    public GuildSnapshot snapshot() {
        List<Member> sorted = new ArrayList<>(members.size());
        new TreeMap<>(members).values().forEach(member -> sorted.add(withKnownRoles(member)));
        return new GuildSnapshot(
                seq,
                guild,
                List.copyOf(roles.values()),
                List.copyOf(channels.values()),
                List.copyOf(sorted),
                List.copyOf(new TreeMap<>(bans).values()),
                pins.snapshot(),
                nonces.snapshot());
    }

    /// Changes the state as the event says, the only way to change it. Cannot fail; the same events
    /// give the same state. A durable event moves `seq` by one.
    public void apply(Event event) {
        if (event instanceof Event.Durable) {
            seq++;
        }
        applier.apply(event);
    }

    /// Gives the state a message that a decision asked for, null when there is none. `asOfSeq` is a
    /// seq that was committed before the message was read. False: the message may have changed
    /// since and must be read again.
    public boolean load(
            ChannelId channelId,
            MessageId messageId,
            @Nullable LoadedMessage loaded,
            long asOfSeq) {
        return messages.load(channelId, messageId, loaded, asOfSeq);
    }

    /// The last durable event that was applied.
    public long seq() {
        return seq;
    }

    /// Null before GuildCreated.
    public @Nullable Guild guild() {
        return guild;
    }

    /// What permissions are computed from; only for a guild that exists.
    public PermissionScope scope() {
        if (scope == null) {
            throw new IllegalStateException("the guild does not exist yet");
        }
        return scope;
    }

    /// By growing id.
    public Collection<Role> roles() {
        return Collections.unmodifiableCollection(roles.values());
    }

    /// By growing id.
    public Collection<Channel> channels() {
        return Collections.unmodifiableCollection(channels.values());
    }

    public @Nullable Channel channel(ChannelId channelId) {
        return channels.get(channelId);
    }

    /// The member, with no roles but such that exist.
    public @Nullable Member member(UserId userId) {
        Member member = members.get(userId);
        return member == null ? null : withKnownRoles(member);
    }

    public int memberCount() {
        return members.size();
    }

    /// How many members are seen online.
    public int onlineCount() {
        return sessions.visible().size();
    }

    /// What others see of the user; null when offline.
    public @Nullable Presence presence(UserId userId) {
        return sessions.visible(userId);
    }

    /// At most `limit` of those who are online, in no particular order.
    public List<Presence> presences(int limit) {
        return sessions.visible().stream().limit(limit).toList();
    }

    public List<VoiceState> voiceStates() {
        return List.copyOf(voice.all());
    }

    /// The sessions as they would open again, for a state that is made anew.
    public List<SessionOpening> sessionOpenings() {
        return sessions.openings(voice);
    }

    /// The channels that the member may see, by growing id.
    public List<ChannelId> visibleChannels(Member member) {
        List<ChannelId> visible = new ArrayList<>();
        for (Channel channel : channels.values()) {
            if (Permissions.canView(scope(), channel, member)) {
                visible.add(channel.id());
            }
        }
        return visible;
    }

    public StateSizes sizes() {
        return new StateSizes(
                members.size(),
                sessions.size(),
                onlineCount(),
                voice.all().size(),
                messages.size(),
                messages.evictions(),
                nonces.size(),
                nonces.evictions(),
                slowModes.size(),
                slowModes.evictions());
    }

    /// For [EventApplier] alone.
    void setGuild(Guild changed) {
        guild = changed;
        scope = PermissionScope.of(changed, roles);
    }

    private Member withKnownRoles(Member member) {
        List<RoleId> roleIds = member.roleIds();
        for (int i = 0; i < roleIds.size(); i++) {
            if (!roles.containsKey(roleIds.get(i))) {
                return Members.withRoles(
                        member, roleIds.stream().filter(roles::containsKey).toList());
            }
        }
        return member;
    }
}
