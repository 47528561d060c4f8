package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final TestGuild guild = aGuild().withMembers(3).build();

    private List<Event> closes(String session) {
        return Sessions.close(guild.state, new SessionId(session));
    }

    private List<Event> updates(String session, Status status) {
        return Sessions.update(
                guild.state, new SessionId(session), TestGuild.presence(ANNA, status));
    }

    private static Status shown(List<Event> events) {
        return ((Event.PresenceChanged) events.getLast()).presence().status();
    }

    @Test
    void theMostAvailableSessionIsWhatOthersSee() {
        assertThat(shown(guild.opens(ANNA, "a1", Status.DND))).isEqualTo(Status.DND);
        assertThat(shown(guild.opens(ANNA, "a2", Status.IDLE))).isEqualTo(Status.IDLE);
        assertThat(guild.opens(ANNA, "a3", Status.INVISIBLE)).isEmpty();
        assertThat(shown(updates("a1", Status.ONLINE))).isEqualTo(Status.ONLINE);
        assertThat(guild.state.onlineCount()).isEqualTo(1);
        assertThat(shown(closes("a1"))).isEqualTo(Status.IDLE);
        assertThat(shown(closes("a2"))).isEqualTo(Status.OFFLINE);
        assertThat(closes("a3")).isEmpty();
        assertThat(guild.state.onlineCount()).isZero();
        assertThat(guild.state.seq()).isZero();
    }

    @Test
    void invisibleIsOfflineToOthersAndTellsNothing() {
        Presence hidden =
                new Presence(
                        ANNA,
                        Status.INVISIBLE,
                        Presence.Platform.WEB,
                        List.of(new Presence.Activity("chess", 0, null, null, 1)));

        List<Event> opened =
                Sessions.open(
                                guild.state,
                                new SessionOpening(new SessionId("a"), ANNA, hidden, null),
                                guild.nowMs)
                        .orElseThrow();

        assertThat(opened).isEmpty();
        assertThat(guild.state.presence(ANNA)).isNull();
        updates("a", Status.ONLINE);
        Presence offline =
                ((Event.PresenceChanged)
                                Sessions.update(guild.state, new SessionId("a"), hidden).getFirst())
                        .presence();
        assertThat(offline.status()).isEqualTo(Status.OFFLINE);
        assertThat(offline.activities()).isEmpty();
    }

    @Test
    void strangersHaveNoSessions() {
        assertThat(
                        Sessions.open(
                                guild.state,
                                new SessionOpening(
                                        new SessionId("s"),
                                        STRANGER,
                                        TestGuild.presence(STRANGER, Status.ONLINE),
                                        null),
                                guild.nowMs))
                .isEmpty();
        assertThat(guild.state.sizes().sessions()).isZero();
    }

    @Test
    void voiceEndsWithTheSessionThatOwnsIt() {
        guild.opens(ANNA, "a1", Status.ONLINE);
        guild.opens(ANNA, "a2", Status.ONLINE);
        guild.does(ANNA, Commands.voice("a1", VOICE));

        assertThat(closes("a2")).isEmpty();
        List<Event> events = closes("a1");

        assertThat(((Event.VoiceStateChanged) events.getFirst()).voiceState().channelId()).isNull();
        assertThat(shown(events)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void aStateMadeAnewTakesTheSessionsAgainWithTheirVoice() {
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.opens(BEN, "b", Status.IDLE);
        guild.does(ANNA, Commands.voice("a", VOICE));

        GuildState anew = GuildState.restore(guild.state.snapshot());
        guild.state
                .sessionOpenings()
                .forEach(opening -> Sessions.open(anew, opening, guild.nowMs).orElseThrow());

        assertThat(anew.voiceStates()).isEqualTo(guild.state.voiceStates());
        assertThat(anew.presences(10))
                .containsExactlyInAnyOrderElementsOf(guild.state.presences(10));
    }

    @Test
    void voiceIsNotTakenAgainWhereOneMayNoLongerBe() {
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.does(ANNA, Commands.voice("a", VOICE));
        List<SessionOpening> openings = guild.state.sessionOpenings();
        guild.does(OWNER, new Command.SetOverwrite(VOICE, deny(EVERYONE, Permission.CONNECT)));

        GuildState anew = GuildState.restore(guild.state.snapshot());
        openings.forEach(opening -> Sessions.open(anew, opening, guild.nowMs));

        assertThat(anew.voiceStates()).isEmpty();
        assertThat(anew.onlineCount()).isEqualTo(1);
    }

    @Test
    void presencesAreListedUpToALimit() {
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.opens(BEN, "b", Status.ONLINE);

        assertThat(guild.state.presences(1)).hasSize(1);
        assertThat(guild.state.presences(10)).hasSize(2);
    }
}
