package dev.guildhall.guild.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What always holds for a guild, whatever was done to it.
final class Invariants {

    private Invariants() {}

    static void check(TestGuild test) {
        GuildSnapshot snapshot = test.state.snapshot();
        checkGuild(test, snapshot);
        checkChannels(snapshot);
        checkRoles(snapshot);
        checkMembers(snapshot);
        checkSessions(test.state);
        checkMessages(test, snapshot);
    }

    /// The seq counts the durable events; the owner is a member; the system channel is a text
    /// channel that exists.
    private static void checkGuild(TestGuild test, GuildSnapshot snapshot) {
        assertThat(snapshot.seq()).isEqualTo(test.log.size());
        Guild guild = snapshot.guild();
        assertThat(test.state.member(guild.ownerId())).as("the owner").isNotNull();
        assertThat(test.state.memberCount()).isEqualTo(snapshot.members().size());
        if (guild.systemChannelId() != null) {
            Channel channel = test.state.channel(guild.systemChannelId());
            assertThat(channel).as("the system channel").isNotNull();
            assertThat(channel.type()).isEqualTo(ChannelType.TEXT);
        }
    }

    /// Parents exist and are categories, which have none themselves; places, numbers and the limits
    /// of the guild and of categories; overwrites once for each target, of roles that exist.
    private static void checkChannels(GuildSnapshot snapshot) {
        Map<Object, Channel> byId =
                snapshot.channels().stream().collect(Collectors.toMap(Channel::id, c -> c));
        Set<Long> roleIds =
                snapshot.roles().stream().map(r -> r.id().value()).collect(Collectors.toSet());
        assertThat(byId).hasSizeLessThanOrEqualTo(500);
        for (Channel channel : snapshot.channels()) {
            assertThat(channel.position()).isNotNegative();
            assertThat(channel.slowModeSeconds()).isBetween(0, 21_600);
            assertThat(channel.name()).hasSizeBetween(1, 100);
            assertThat(channel.type()).isNotEqualTo(ChannelType.DM);
            if (channel.parentId() != null) {
                assertThat(channel.type()).isNotEqualTo(ChannelType.CATEGORY);
                assertThat(byId.get(channel.parentId()).type()).isEqualTo(ChannelType.CATEGORY);
            }
            assertThat(channel.overwrites().stream().map(Overwrite::id)).doesNotHaveDuplicates();
            for (Overwrite overwrite : channel.overwrites()) {
                if (overwrite.target() == Overwrite.Target.ROLE) {
                    assertThat(roleIds).contains(overwrite.id());
                }
            }
        }
    }

    /// There is one lowest role, and it is everybody's.
    private static void checkRoles(GuildSnapshot snapshot) {
        assertThat(snapshot.roles()).hasSizeLessThanOrEqualTo(250);
        for (Role role : snapshot.roles()) {
            boolean everyone = role.id().value() == snapshot.guild().id().value();
            assertThat(role.position() == 0).isEqualTo(everyone);
        }
        assertThat(snapshot.roles().stream().filter(role -> role.position() == 0)).hasSize(1);
    }

    /// Members carry existing roles once each, none is banned, nicks are short.
    private static void checkMembers(GuildSnapshot snapshot) {
        Set<Object> roleIds = snapshot.roles().stream().map(Role::id).collect(Collectors.toSet());
        Set<UserId> banned =
                snapshot.bans().stream().map(ban -> ban.user().id()).collect(Collectors.toSet());
        for (Member member : snapshot.members()) {
            assertThat(roleIds).containsAll(member.roleIds());
            assertThat(member.roleIds()).doesNotHaveDuplicates();
            assertThat(member.roleIds().stream().map(id -> id.value()))
                    .doesNotContain(snapshot.guild().id().value());
            assertThat(banned).doesNotContain(member.user().id());
            assertThat(member.nick() == null ? 0 : member.nick().length()).isBetween(0, 32);
        }
    }

    /// Sessions, presences and voice states are of members only; who is seen online has a session
    /// that says so; a voice state belongs to a session of its user and lies in a voice channel.
    private static void checkSessions(GuildState state) {
        Map<Object, SessionOpening> sessions =
                state.sessionOpenings().stream()
                        .collect(Collectors.toMap(SessionOpening::sessionId, Function.identity()));
        Set<UserId> online = new HashSet<>();
        for (SessionOpening session : sessions.values()) {
            assertThat(state.member(session.userId())).as("a session's member").isNotNull();
            switch (session.presence().status()) {
                case ONLINE, IDLE, DND -> online.add(session.userId());
                case INVISIBLE, OFFLINE -> {}
            }
        }
        assertThat(state.presences(100).stream().map(presence -> presence.userId()))
                .containsExactlyInAnyOrderElementsOf(online);
        assertThat(state.onlineCount()).isEqualTo(online.size());
        for (VoiceState voice : state.voiceStates()) {
            assertThat(sessions).containsKey(voice.sessionId());
            assertThat(sessions.get(voice.sessionId()).userId()).isEqualTo(voice.userId());
            assertThat(state.channel(voice.channelId()).type()).isEqualTo(ChannelType.VOICE);
            assertThat(voice.mute()).isEqualTo(state.member(voice.userId()).mute());
        }
        for (Channel channel : state.channels()) {
            long there =
                    state.voiceStates().stream()
                            .filter(voice -> channel.id().equals(voice.channelId()))
                            .count();
            assertThat(state.voice.count(channel.id())).isEqualTo(there);
        }
    }

    /// What the state holds of messages is what the store has of them, pins are counted right and
    /// bounded, and a channel's newest message is at least as new as all that are stored.
    private static void checkMessages(TestGuild test, GuildSnapshot snapshot) {
        List<Message> stored = test.stored.all();
        List<MessageReference> pinned =
                stored.stream()
                        .filter(Message::pinned)
                        .map(message -> new MessageReference(message.channelId(), message.id()))
                        .toList();
        assertThat(snapshot.pins()).containsExactlyInAnyOrderElementsOf(pinned);
        for (Message message : stored) {
            Channel channel = test.state.channel(message.channelId());
            assertThat(channel).as("a message's channel").isNotNull();
            assertThat(channel.lastMessageId().compareTo(message.id())).isNotNegative();
            LoadedMessage loaded = test.stored.find(message.channelId(), message.id());
            assertThat(loaded.reactors()).hasSizeLessThanOrEqualTo(20);
            switch (test.state.messages.find(message.channelId(), message.id())) {
                case MessageCache.Lookup.Found(HeldMessage held) -> {
                    assertThat(held.message()).isEqualTo(loaded.message());
                    loaded.reactors()
                            .forEach((emoji, users) ->
                                    users.forEach(id ->
                                            assertThat(held.hasReaction(emoji, id)).isTrue()));
                }
                case MessageCache.Lookup.Missing() ->
                        throw new AssertionError("stored, and held as missing: " + message);
                case MessageCache.Lookup.Unknown() -> {}
            }
        }
    }
}
