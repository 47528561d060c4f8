package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CARA;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipDeciderTest {

    /// Ben kicks and bans, Cara is above him.
    private final TestGuild guild =
            aGuild().withMembers(4)
                    .withRole(50, 1, Permission.KICK_MEMBERS, Permission.BAN_MEMBERS)
                    .withRole(51, 2)
                    .holding(BEN, 50)
                    .holding(CARA, 51)
                    .withSystemChannel(TEXT)
                    .build();

    private static Command join(long userId, Long... roleIds) {
        return new Command.AddMember(
                user(userId), List.of(roleIds).stream().map(RoleId::new).toList());
    }

    @Test
    void joiningIsAnnouncedInTheSystemChannel() {
        List<Event> events = guild.systemDoes(join(99, 51L));

        Message notice = ((Event.MessageCreated) events.get(1)).message();
        assertThat(((Event.MemberJoined) events.getFirst()).member().roleIds())
                .containsExactly(new RoleId(51));
        assertThat(notice.type()).isEqualTo(MessageType.USER_JOIN);
        assertThat(notice.author().id()).isEqualTo(STRANGER);
        assertThat(guild.state.memberCount()).isEqualTo(5);
    }

    @Test
    void onlyTheSystemAddsMembers() {
        assertThat(guild.refused(OWNER, join(99)).reason()).isEqualTo(Reason.MISSING_ACCESS);
        assertThat(guild.systemRefused(join(99, 77L)).reason()).isEqualTo(Reason.UNKNOWN_ROLE);
        assertThat(guild.systemRefused(join(99, 1_000L)).reason()).isEqualTo(Reason.UNKNOWN_ROLE);
    }

    @Test
    void joiningAgainRefreshesTheUserAlone() {
        User renamed = new User(BEN, "benjamin", null, null, false);

        List<Event> events = guild.systemDoes(new Command.AddMember(renamed, List.of()));

        assertThat(events).hasSize(1);
        assertThat(guild.state.member(BEN).user()).isEqualTo(renamed);
        assertThat(guild.state.member(BEN).roleIds()).containsExactly(new RoleId(50));
    }

    @Test
    void leavingTakesVoiceAndPresenceFirst() {
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.does(ANNA, Commands.voice("a", VOICE));

        List<Event> events = guild.does(ANNA, new Command.RemoveMember(ANNA));

        assertThat(events)
                .extracting(Object::getClass)
                .containsExactly(
                        (Class) Event.VoiceStateChanged.class,
                        Event.PresenceChanged.class,
                        Event.MemberLeft.class);
        assertThat(guild.state.onlineCount()).isZero();
        assertThat(guild.state.voiceStates()).isEmpty();
        assertThat(guild.state.sizes().sessions()).isZero();
        assertThat(Sessions.close(guild.state, new SessionId("a"))).isEmpty();
    }

    @Test
    void oneKicksOnlyBelowOneself() {
        assertThat(guild.refused(ANNA, new Command.RemoveMember(BEN)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.RemoveMember(CARA)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.RemoveMember(STRANGER)).reason())
                .isEqualTo(Reason.UNKNOWN_MEMBER);
        guild.does(BEN, new Command.RemoveMember(ANNA));
        assertThat(guild.refused(ANNA, Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
    }

    @Test
    void theOwnerStays() {
        assertThat(guild.refused(OWNER, new Command.RemoveMember(OWNER)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.systemRefused(new Command.RemoveMember(OWNER)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.systemRefused(new Command.AddBan(user(1), null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void bannedUsersGoAndDoNotComeBack() {
        List<Event> events = guild.does(BEN, new Command.AddBan(user(2), "spam"));

        assertThat(events)
                .containsExactly(
                        new Event.BanAdded(user(2), "spam"), new Event.MemberLeft(user(2)));
        assertThat(guild.does(BEN, new Command.AddBan(user(2), "spam"))).isEmpty();
        assertThat(guild.systemRefused(join(2)).reason()).isEqualTo(Reason.USER_BANNED);
        assertThat(guild.does(BEN, new Command.RemoveBan(ANNA)))
                .containsExactly(new Event.BanRemoved(user(2)));
        assertThat(guild.refused(BEN, new Command.RemoveBan(ANNA)).reason())
                .isEqualTo(Reason.UNKNOWN_BAN);
        guild.systemDoes(join(2));
    }

    @Test
    void banningNeedsTheRightAndTheRank() {
        assertThat(guild.refused(ANNA, new Command.AddBan(user(99), null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.AddBan(user(4), null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.AddBan(user(3), null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.AddBan(user(99), "x".repeat(513))).fieldErrors())
                .containsKey("reason");
        assertThat(guild.does(BEN, new Command.AddBan(user(99), null))).hasSize(1);
        assertThat(guild.refused(ANNA, new Command.RemoveBan(STRANGER)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }
}
