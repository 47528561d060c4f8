package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CARA;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import org.junit.jupiter.api.Test;

class MemberDeciderTest {

    private static final long DAY_MS = 24L * 3_600 * 1_000;

    /// Ben moderates (role 52), Cara is above him (53), Anna has nothing. Role 54 is an
    /// administrator's, below Ben's.
    private final TestGuild guild =
            aGuild().withMembers(5)
                    .withRole(51, 2)
                    .withRole(54, 1, Permission.ADMINISTRATOR)
                    .withRole(
                            52,
                            3,
                            Permission.MANAGE_NICKNAMES,
                            Permission.MANAGE_ROLES,
                            Permission.MODERATE_MEMBERS,
                            Permission.MUTE_MEMBERS)
                    .withRole(53, 4)
                    .holding(BEN, 52)
                    .holding(CARA, 53)
                    .build();

    private Member updated(Command command, UserId by) {
        return ((Event.MemberUpdated) guild.does(by, command).getFirst()).member();
    }

    @Test
    void onesOwnNickNeedsOneRightAndOthersAnother() {
        assertThat(updated(Commands.nick(ANNA, " Annie "), ANNA).nick()).isEqualTo("Annie");
        assertThat(updated(Commands.nick(ANNA, ""), ANNA).nick()).isNull();
        assertThat(updated(Commands.nick(ANNA, "Ann"), BEN).nick()).isEqualTo("Ann");
        assertThat(guild.refused(ANNA, Commands.nick(BEN, "x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.nick(CARA, "x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.nick(OWNER, "x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, Commands.nick(ANNA, "x".repeat(33))).fieldErrors())
                .containsKey("nick");
        assertThat(guild.refused(BEN, Commands.nick(STRANGER, "x")).reason())
                .isEqualTo(Reason.UNKNOWN_MEMBER);
        guild.does(OWNER, Commands.permit(EVERYONE.value(), Permission.VIEW_CHANNEL));
        assertThat(guild.refused(ANNA, Commands.nick(ANNA, "x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(updated(Commands.nick(BEN, "Benny"), BEN).nick()).isEqualTo("Benny");
    }

    @Test
    void rolesAreGivenAndTakenBelowOnesOwn() {
        assertThat(updated(Commands.roles(ANNA, 51L, 51L), BEN).roleIds())
                .containsExactly(new RoleId(51));
        assertThat(guild.refused(BEN, Commands.roles(ANNA, 51L, 53L)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.roles(CARA)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(updated(Commands.roles(CARA, 53L, 51L), BEN).roleIds()).hasSize(2);
        assertThat(guild.refused(BEN, Commands.roles(ANNA, 77L)).reason())
                .isEqualTo(Reason.UNKNOWN_ROLE);
        assertThat(guild.refused(OWNER, Commands.roles(ANNA, EVERYONE.value())).reason())
                .isEqualTo(Reason.INVALID_ROLE);
        assertThat(guild.refused(ANNA, Commands.roles(ANNA, 51L)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void singleRolesAreAddedAndRemovedOnce() {
        RoleId role = new RoleId(51);

        assertThat(guild.does(BEN, new Command.AddMemberRole(ANNA, role))).hasSize(1);
        assertThat(guild.does(BEN, new Command.AddMemberRole(ANNA, role))).isEmpty();
        assertThat(guild.does(BEN, new Command.RemoveMemberRole(ANNA, role))).hasSize(1);
        assertThat(guild.does(BEN, new Command.RemoveMemberRole(ANNA, role))).isEmpty();
        assertThat(guild.refused(BEN, new Command.AddMemberRole(ANNA, new RoleId(52))).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, new Command.AddMemberRole(ANNA, role)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.AddMemberRole(STRANGER, role)).reason())
                .isEqualTo(Reason.UNKNOWN_MEMBER);
    }

    @Test
    void timeoutsLastAtMostTwentyEightDays() {
        long until = guild.nowMs + 28 * DAY_MS;

        assertThat(guild.refused(BEN, Commands.timeout(ANNA, until + 1)).fieldErrors())
                .containsKey("communication_disabled_until");
        assertThat(updated(Commands.timeout(ANNA, until), BEN).timedOutUntilMs()).isEqualTo(until);
        assertThat(updated(Commands.timeout(ANNA, guild.nowMs), BEN).timedOutUntilMs()).isNull();
    }

    @Test
    void nobodyTimesOutThemselvesTheirSuperiorsOrAdministrators() {
        long until = guild.nowMs + 1_000;
        guild.does(OWNER, new Command.AddMemberRole(ANNA, new RoleId(54)));

        for (var userId : new UserId[] {BEN, CARA, OWNER, ANNA}) {
            assertThat(guild.refused(BEN, Commands.timeout(userId, until)).reason())
                    .isEqualTo(Reason.MISSING_PERMISSIONS);
        }
        assertThat(guild.refused(CARA, Commands.timeout(ANNA, until)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void mutingNeedsItsRight() {
        assertThat(guild.refused(ANNA, Commands.mute(BEN)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(updated(Commands.mute(ANNA), BEN).mute()).isTrue();
        assertThat(
                        guild.refused(
                                        BEN,
                                        new Command.UpdateMember(
                                                ANNA, null, null, null, true, null, null))
                                .reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }
}
