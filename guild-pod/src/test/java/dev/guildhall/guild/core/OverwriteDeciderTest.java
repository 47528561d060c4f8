package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import org.junit.jupiter.api.Test;

class OverwriteDeciderTest {

    /// Ben manages roles and nothing more than everybody.
    private final TestGuild guild =
            aGuild().withMembers(3)
                    .withRole(50, 1, Permission.MANAGE_ROLES)
                    .holding(BEN, 50)
                    .build();

    private static Command set(Overwrite overwrite) {
        return new Command.SetOverwrite(TEXT, overwrite);
    }

    private static Overwrite forMember(long userId, long allow, long deny) {
        return new Overwrite(userId, Overwrite.Target.MEMBER, allow, deny);
    }

    @Test
    void settingReplacesAndIsIdempotent() {
        guild.does(BEN, set(deny(EVERYONE, Permission.SEND_MESSAGES)));
        guild.does(BEN, set(deny(EVERYONE, Permission.ADD_REACTIONS)));

        assertThat(guild.does(BEN, set(deny(EVERYONE, Permission.ADD_REACTIONS)))).isEmpty();
        assertThat(guild.state.channel(TEXT).overwrites())
                .containsExactly(deny(EVERYONE, Permission.ADD_REACTIONS));
    }

    @Test
    void oneAllowsDeniesAndTakesBackOnlyWhatOneHolds() {
        long ban = Permission.BAN_MEMBERS.bit();
        guild.does(OWNER, set(forMember(1, ban, 0)));

        assertThat(guild.refused(BEN, set(forMember(2, ban, 0))).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, set(forMember(2, 0, ban))).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, new Command.DeleteOverwrite(TEXT, 1)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, set(forMember(2, 0, 0))).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(BEN, set(forMember(2, Permission.SEND_MESSAGES.bit(), 0)));
        assertThat(guild.does(OWNER, new Command.DeleteOverwrite(TEXT, 1))).hasSize(1);
        assertThat(guild.refused(OWNER, new Command.DeleteOverwrite(TEXT, 1)).reason())
                .isEqualTo(Reason.UNKNOWN_OVERWRITE);
    }

    @Test
    void targetsMustExistAndUnknownBitsAreDropped() {
        assertThat(guild.refused(OWNER, set(deny(new RoleId(77)))).reason())
                .isEqualTo(Reason.INVALID_FORM_BODY);
        assertThat(guild.refused(OWNER, set(forMember(99, 0, 0))).reason())
                .isEqualTo(Reason.INVALID_FORM_BODY);
        guild.does(OWNER, set(forMember(2, -1, 0)));
        assertThat(guild.state.channel(TEXT).overwrites().getFirst().allow())
                .isEqualTo(Permissions.ALL);
    }

    @Test
    void noOverwriteMakesAnAdministrator() {
        guild.does(OWNER, set(forMember(2, Permissions.ALL, 0)));

        assertThat(
                        guild.refused(ANNA, set(forMember(3, Permission.ADMINISTRATOR.bit(), 0)))
                                .reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void deletedRolesLeaveTheOverwrites() {
        guild.does(OWNER, set(deny(new RoleId(50), Permission.SEND_MESSAGES)));

        guild.does(OWNER, new Command.DeleteRole(new RoleId(50)));

        assertThat(guild.state.channel(TEXT).overwrites()).isEmpty();
    }
}
