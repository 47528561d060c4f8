package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceDeciderTest {

    private static final ChannelId OTHER = new ChannelId(3_010);

    private final TestGuild guild =
            aGuild().withMembers(3)
                    .withChannel(Channels.plain(OTHER, ChannelType.VOICE, "other", 1, null))
                    .build();

    @BeforeEach
    void sessions() {
        guild.opens(OWNER, "o", Status.ONLINE);
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.opens(BEN, "b", Status.ONLINE);
    }

    private static VoiceState voice(List<Event> events) {
        return ((Event.VoiceStateChanged) events.getLast()).voiceState();
    }

    @Test
    void joinMoveAndLeave() {
        assertThat(voice(guild.does(ANNA, Commands.voice("a", VOICE))).channelId())
                .isEqualTo(VOICE);
        assertThat(guild.does(ANNA, Commands.voice("a", VOICE))).isEmpty();
        assertThat(voice(guild.does(ANNA, Commands.voice("a", OTHER))).channelId())
                .isEqualTo(OTHER);
        assertThat(guild.state.voice.count(VOICE)).isZero();
        assertThat(voice(guild.does(ANNA, Commands.voice("a", null))).channelId()).isNull();
        assertThat(guild.does(ANNA, Commands.voice("a", null))).isEmpty();
        assertThat(guild.log).isEmpty();
    }

    @Test
    void joiningNeedsAnOwnSessionAndAVoiceChannel() {
        assertThat(guild.refused(ANNA, Commands.voice("b", VOICE)).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        assertThat(guild.refused(ANNA, Commands.voice("a", TEXT)).reason())
                .isEqualTo(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
        assertThat(guild.refused(ANNA, Commands.voice("a", new ChannelId(7))).reason())
                .isEqualTo(Reason.UNKNOWN_CHANNEL);
    }

    @Test
    void joiningNeedsConnectAndSpeakingNeedsSpeak() {
        guild.does(OWNER, new Command.SetOverwrite(VOICE, deny(EVERYONE, Permission.CONNECT)));
        guild.does(
                OWNER,
                new Command.SetOverwrite(
                        OTHER, deny(EVERYONE, Permission.SPEAK, Permission.STREAM)));

        assertThat(guild.refused(ANNA, Commands.voice("a", VOICE)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        VoiceState listening =
                voice(
                        guild.does(
                                ANNA,
                                new Command.SetVoiceState(
                                        new SessionId("a"), OTHER, true, false, true)));
        assertThat(listening.suppress()).isTrue();
        assertThat(listening.selfVideo()).isFalse();
        assertThat(listening.selfMute()).isTrue();
    }

    @Test
    void aFullChannelTakesOnlyMovers() {
        guild.does(OWNER, Commands.userLimit(VOICE, 1));
        guild.does(ANNA, Commands.voice("a", VOICE));

        assertThat(guild.refused(BEN, Commands.voice("b", VOICE)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(
                        guild.does(
                                ANNA,
                                new Command.SetVoiceState(
                                        new SessionId("a"), VOICE, true, false, false)))
                .hasSize(1);
        guild.does(OWNER, Commands.voice("o", VOICE));
        guild.does(ANNA, Commands.voice("a", null));
        guild.does(OWNER, Commands.voice("o", null));
        guild.does(BEN, Commands.voice("b", VOICE));
    }

    @Test
    void othersMoveMuteAndDisconnect() {
        assertThat(guild.refused(OWNER, Commands.moveVoice(ANNA, OTHER)).reason())
                .isEqualTo(Reason.NOT_CONNECTED_TO_VOICE);
        guild.does(ANNA, Commands.voice("a", VOICE));

        assertThat(guild.refused(BEN, Commands.moveVoice(ANNA, OTHER)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(voice(guild.does(OWNER, Commands.moveVoice(ANNA, OTHER))).channelId())
                .isEqualTo(OTHER);
        assertThat(voice(guild.does(OWNER, Commands.mute(ANNA))).mute()).isTrue();
        assertThat(guild.refused(OWNER, Commands.moveVoice(ANNA, TEXT)).reason())
                .isEqualTo(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
        VoiceState left = voice(guild.does(OWNER, Commands.moveVoice(ANNA, null)));
        assertThat(left.channelId()).isNull();
        assertThat(voice(guild.does(ANNA, Commands.voice("a", VOICE))).mute()).isTrue();
    }

    @Test
    void whoIsTimedOutIsDisconnected() {
        guild.does(ANNA, Commands.voice("a", VOICE));

        List<Event> events = guild.does(OWNER, Commands.timeout(ANNA, guild.nowMs + 1_000));

        assertThat(voice(events).channelId()).isNull();
        assertThat(guild.refused(ANNA, Commands.voice("a", VOICE)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }
}
