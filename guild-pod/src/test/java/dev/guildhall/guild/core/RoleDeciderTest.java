package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleDeciderTest {

    /// Ben manages roles, below `boss` and above `low` and `mid`.
    private final TestGuild guild =
            aGuild().withMembers(3)
                    .withRole(51, 1, Permission.ADD_REACTIONS)
                    .withRole(52, 2)
                    .withRole(53, 3, Permission.MANAGE_ROLES)
                    .withRole(54, 4, Permission.BAN_MEMBERS)
                    .holding(BEN, 53)
                    .build();

    private List<Long> order() {
        return guild.state.roles().stream()
                .sorted(Comparator.comparingInt(Role::position))
                .map(role -> role.id().value())
                .toList();
    }

    @Test
    void newRolesAreTheLowestAndInheritFromEveryone() {
        Event event =
                guild.does(BEN, new Command.CreateRole(null, null, 0, false, false)).getFirst();

        Role role = ((Event.RoleCreated) event).role();
        assertThat(role.name()).isEqualTo("new role");
        assertThat(role.position()).isEqualTo(1);
        assertThat(role.permissions()).isEqualTo(Permissions.DEFAULT_EVERYONE);
    }

    @Test
    void oneGivesAndTakesOnlyPermissionsThatOneHolds() {
        assertThat(guild.refused(BEN, Commands.role("x", Permission.BAN_MEMBERS)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.permit(51, Permission.ADMINISTRATOR)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(BEN, Commands.permit(51, Permission.SEND_MESSAGES));
        guild.does(OWNER, Commands.permit(51, Permission.ADMINISTRATOR));
        assertThat(guild.refused(BEN, Commands.permit(51)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, Commands.role("x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void rolesAtOrAboveOnesOwnAreOutOfReach() {
        for (long id : new long[] {53, 54}) {
            assertThat(guild.refused(BEN, Commands.permit(id)).reason())
                    .isEqualTo(Reason.MISSING_PERMISSIONS);
            assertThat(guild.refused(BEN, new Command.DeleteRole(new RoleId(id))).reason())
                    .isEqualTo(Reason.MISSING_PERMISSIONS);
        }
        assertThat(guild.refused(BEN, new Command.DeleteRole(new RoleId(77))).reason())
                .isEqualTo(Reason.UNKNOWN_ROLE);
        assertThat(guild.refused(OWNER, new Command.DeleteRole(EVERYONE)).reason())
                .isEqualTo(Reason.INVALID_ROLE);
    }

    @Test
    void movingARoleMakesRoomWithoutGaps() {
        List<Event> events = guild.does(OWNER, Commands.moveRole(51, 3));

        assertThat(((Event.RoleUpdated) events.getFirst()).role().id()).isEqualTo(new RoleId(51));
        assertThat(events).hasSize(3);
        assertThat(order()).containsExactly(1_000L, 52L, 53L, 51L, 54L);
        assertThat(guild.state.roles()).extracting(Role::position).contains(0, 1, 2, 3, 4);
        guild.does(OWNER, Commands.moveRole(52, 1_000_000));
        assertThat(order()).endsWith(52L);
    }

    @Test
    void nobodyMovesARoleAboveThemselves() {
        assertThat(guild.refused(BEN, Commands.moveRole(51, 3)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(BEN, Commands.moveRole(51, 2));
        assertThat(order()).containsExactly(1_000L, 52L, 51L, 53L, 54L);
    }

    @Test
    void everyoneKeepsItsNameAndPlace() {
        guild.does(OWNER, new Command.UpdateRole(EVERYONE, "all", 0L, 1, true, true, 4));

        Role everyone = guild.state.roles.get(EVERYONE);
        assertThat(everyone).isEqualTo(new Role(EVERYONE, "@everyone", 0, 0, false, 0, false));
    }

    @Test
    void fieldsAndNumbersAreBounded() {
        assertThat(
                        guild.refused(
                                        OWNER,
                                        new Command.CreateRole("", 0L, 0x1000000, false, false))
                                .fieldErrors())
                .containsOnlyKeys("name", "color");
        for (int i = 5; i < 250; i++) {
            guild.does(OWNER, Commands.role("r" + i));
        }
        assertThat(guild.refused(OWNER, Commands.role("x")).reason()).isEqualTo(Reason.MAX_ROLES);
    }

    @Test
    void aDeletedRoleIsNoMembersAnyMore() {
        guild.does(OWNER, new Command.DeleteRole(new RoleId(53)));

        assertThat(guild.state.member(BEN).roleIds()).isEmpty();
        assertThat(guild.state.snapshot().members().get(2).roleIds()).isEmpty();
        assertThat(guild.refused(BEN, Commands.role("x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }
}
