package dev.guildhall.edge.relay;

import static dev.guildhall.edge.relay.Guilds.GUILD;
import static dev.guildhall.edge.relay.Guilds.attached;
import static dev.guildhall.edge.relay.Guilds.channel;
import static dev.guildhall.edge.relay.Guilds.created;
import static dev.guildhall.edge.relay.Guilds.everyone;
import static dev.guildhall.edge.relay.Guilds.hiddenFrom;
import static dev.guildhall.edge.relay.Guilds.member;
import static dev.guildhall.edge.relay.Guilds.message;
import static dev.guildhall.edge.relay.Guilds.presence;
import static dev.guildhall.edge.relay.Guilds.role;
import static dev.guildhall.edge.relay.Guilds.user;
import static dev.guildhall.edge.relay.Guilds.voice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.permission.Permissions;
import dev.guildhall.edge.protocol.Intents;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who gets which dispatch of an event.
class EventDispatchesTest {

    private static final int NO_CONTENT = Intents.ALL & ~Intents.MESSAGE_CONTENT;
    private static final long OPEN = 10;
    private static final long HIDDEN = 20;

    /// Channel 10 is for all, 20 for role 5 only.
    private final Bench bench =
            new Bench(
                    attached(
                            7,
                            List.of(everyone(Permissions.DEFAULT_EVERYONE), role(5, 1 << 10)),
                            List.of(
                                    channel(OPEN),
                                    channel(
                                            ChannelType.VOICE,
                                            HIDDEN,
                                            hiddenFrom(GUILD),
                                            new Overwrite(5, Overwrite.Target.ROLE, 1 << 10, 0)))));

    @Test
    void messageReachesThoseWhoSeeItsChannel() {
        // Given
        RecordingSubscriber insider = bench.sit(member(2, 5L), Intents.ALL);
        RecordingSubscriber outsider = bench.sit(member(3), Intents.ALL);
        // When
        bench.happen(created(100, HIDDEN, 2));
        bench.happen(created(101, OPEN, 2));
        // Then
        assertThat(insider.types()).containsExactly("MESSAGE_CREATE", "MESSAGE_CREATE");
        assertThat(outsider.types()).containsExactly("MESSAGE_CREATE");
        assertThat(outsider.dispatches().getFirst().guildSeq()).isEqualTo(9);
    }

    @Test
    void oneVariantIsEncodedOnce() {
        // Given
        RecordingSubscriber one = bench.sit(member(2), Intents.ALL);
        RecordingSubscriber two = bench.sit(member(3), Intents.ALL);
        // When
        bench.happen(created(100, OPEN, 4));
        // Then
        assertThat(one.dispatches().getFirst()).isSameAs(two.dispatches().getFirst());
    }

    @Test
    void contentIsBlankWithoutTheIntentButForAuthorAndMentioned() {
        // Given
        RecordingSubscriber author = bench.sit(member(2), NO_CONTENT);
        RecordingSubscriber mentioned = bench.sit(member(3), NO_CONTENT);
        RecordingSubscriber other = bench.sit(member(4), NO_CONTENT);
        RecordingSubscriber privileged = bench.sit(member(6), Intents.ALL);
        // When
        Message message = message(100, OPEN, 2, 3L);
        bench.happen(new Event.MessageCreated(message, member(2), false));
        // Then
        assertThat(author.lastJson()).contains("secret100");
        assertThat(mentioned.lastJson()).contains("secret100");
        assertThat(privileged.lastJson()).contains("secret100");
        assertThat(other.lastJson()).doesNotContain("secret100");
    }

    @Test
    void whatAReplyAnswersIsJudgedByItself() {
        // Given
        RecordingSubscriber mentioned = bench.sit(member(3), NO_CONTENT);
        // When
        Message earlier = message(99, OPEN, 4);
        Message reply = message(100, OPEN, 2, earlier, 3L);
        bench.happen(new Event.MessageCreated(reply, member(2), false));
        // Then
        assertThat(mentioned.lastJson()).contains("secret100").doesNotContain("secret99");
    }

    @Test
    void directMessagesHaveTheirOwnIntentAndNoGuildId() {
        // Given
        Bench direct =
                new Bench(
                        attached(
                                GuildKind.DIRECT,
                                1,
                                List.of(),
                                List.of(channel(ChannelType.DM, GUILD))));
        RecordingSubscriber with = direct.sit(member(2), Intents.DIRECT_MESSAGES);
        RecordingSubscriber without = direct.sit(member(3), Intents.GUILD_MESSAGES);
        // When
        direct.happen(created(100, GUILD, 3));
        // Then
        assertThat(with.lastJson()).contains("secret100").doesNotContain("guild_id");
        assertThat(without.types()).isEmpty();
    }

    @Test
    void ownMemberUpdateNeedsNoIntent() {
        // Given
        RecordingSubscriber self = bench.sit(member(2), Intents.GUILDS);
        RecordingSubscriber other = bench.sit(member(3), Intents.GUILDS);
        // When
        bench.happen(new Event.MemberUpdated(member(2, 5L)));
        // Then
        assertThat(self.types()).containsExactly("GUILD_MEMBER_UPDATE");
        assertThat(other.types()).isEmpty();
    }

    @Test
    void aRoleGivenNowOpensTheChannelFromNowOn() {
        // Given
        RecordingSubscriber session = bench.sit(member(3), Intents.GUILD_MESSAGES);
        // When
        bench.happen(created(100, HIDDEN, 2));
        bench.happen(new Event.MemberUpdated(member(3, 5L)));
        bench.happen(created(101, HIDDEN, 2));
        // Then
        assertThat(session.dispatches()).extracting(Dispatch::guildSeq).containsExactly(9L, 10L);
    }

    @Test
    void deletedChannelIsToldToThoseWhoSawIt() {
        // Given
        RecordingSubscriber insider = bench.sit(member(2, 5L), Intents.ALL);
        RecordingSubscriber outsider = bench.sit(member(3), Intents.ALL);
        // When
        bench.happen(new Event.ChannelDeleted(channel(HIDDEN)));
        // Then
        assertThat(insider.types()).containsExactly("CHANNEL_DELETE");
        assertThat(outsider.types()).isEmpty();
    }

    @Test
    void pinIsTwoDispatches() {
        // Given
        RecordingSubscriber session = bench.sit(member(2), Intents.ALL);
        // When
        bench.happen(new Event.MessagePinChanged(message(100, OPEN, 3), true, 5_000));
        // Then
        assertThat(session.types()).containsExactly("CHANNEL_PINS_UPDATE", "MESSAGE_UPDATE");
    }

    @Test
    void whoLeavesIsTakenOutAndOthersAreTold() {
        // Given
        RecordingSubscriber stays = bench.sit(member(2), Intents.ALL);
        RecordingSubscriber goes = bench.sit(member(3), Intents.ALL);
        // When
        Seats.Leavers leavers = bench.happen(new Event.MemberLeft(user(3)));
        // Then
        assertThat(leavers.left()).extracting(Seat::sessionId).containsExactly(goes.sessionId());
        assertThat(stays.types()).containsExactly("GUILD_MEMBER_REMOVE");
        assertThat(goes.types()).isEmpty();
        assertThat(bench.seats.get(goes.sessionId())).isNull();
    }

    @Test
    void presenceNeedsItsIntentAndIsToldOnce() {
        // Given
        RecordingSubscriber with = bench.sit(member(2), Intents.GUILD_PRESENCES);
        RecordingSubscriber without = bench.sit(member(3), Intents.ALL & ~Intents.GUILD_PRESENCES);
        // When
        bench.happen(new Event.PresenceChanged(presence(4, Presence.Status.IDLE)));
        bench.happen(new Event.PresenceChanged(presence(4, Presence.Status.IDLE)));
        // Then
        assertThat(with.types()).containsExactly("PRESENCE_UPDATE");
        assertThat(without.types()).isEmpty();
    }

    @Test
    void voiceInAHiddenChannelLooksLikeLeaving() {
        // Given
        RecordingSubscriber insider = bench.sit(member(2, 5L), Intents.ALL);
        RecordingSubscriber outsider = bench.sit(member(3), Intents.ALL);
        // When
        bench.happen(new Event.VoiceStateChanged(voice(4, HIDDEN), member(4)));
        // Then
        assertThat(insider.lastJson()).contains("\"channel_id\":\"20\"");
        assertThat(outsider.types()).isEmpty();
        // When
        bench.happen(new Event.VoiceStateChanged(voice(4, OPEN), member(4)));
        bench.happen(new Event.VoiceStateChanged(voice(4, HIDDEN), member(4)));
        // Then
        assertThat(outsider.types()).containsExactly("VOICE_STATE_UPDATE", "VOICE_STATE_UPDATE");
        assertThat(outsider.lastJson()).contains("\"channel_id\":null");
    }

    @Test
    void typingNeedsTheChannel() {
        // Given
        RecordingSubscriber outsider = bench.sit(member(3), Intents.ALL);
        // When
        bench.happen(new Event.TypingStarted(new ChannelId(HIDDEN), member(2), 5_000));
        bench.happen(new Event.TypingStarted(new ChannelId(OPEN), member(2), 5_000));
        // Then
        assertThat(outsider.types()).containsExactly("TYPING_START");
    }
}
