package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.AllowedMentions;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {

    private static final AllowedMentions NONE =
            new AllowedMentions(false, false, false, List.of(), List.of(), false);

    @Test
    void membersAreMentionedOnceInOrder() {
        // Given
        TestGuild guild = aGuild().withMembers(3).build();

        // When
        Message message = guild.sends(OWNER, "<@3> <@!2> <@3> <@99> <@99999999999999999999>");

        // Then
        assertThat(message.mentions()).extracting(User::id).containsExactly(BEN, ANNA);
    }

    @Test
    void rolesPingWhenMentionableOrByRight() {
        // Given
        TestGuild guild =
                aGuild().withMembers(2).everyoneLacking(Permission.MENTION_EVERYONE).build();
        guild.state.roles.put(
                new RoleId(50), new Role(new RoleId(50), "open", 0, 0, false, 1, true));
        guild.state.roles.put(
                new RoleId(51), new Role(new RoleId(51), "shut", 0, 0, false, 2, false));

        // When
        Message byAnna = guild.sends(ANNA, "<@&50> <@&51> <@&52> <@&1000>");
        Message byOwner = guild.sends(OWNER, "<@&50> <@&51> <@&52> <@&1000>");

        // Then
        assertThat(byAnna.mentionRoleIds()).containsExactly(new RoleId(50));
        assertThat(byOwner.mentionRoleIds()).containsExactly(new RoleId(50), new RoleId(51));
    }

    @Test
    void everyoneAndHereNeedTheRight() {
        // Given
        TestGuild guild =
                aGuild().withMembers(2).everyoneLacking(Permission.MENTION_EVERYONE).build();

        // When // Then
        assertThat(guild.sends(ANNA, "@everyone").mentionEveryone()).isFalse();
        assertThat(guild.sends(OWNER, "@everyone").mentionEveryone()).isTrue();
        assertThat(guild.sends(OWNER, "hey @here").mentionEveryone()).isTrue();
        assertThat(guild.sends(OWNER, "everyone").mentionEveryone()).isFalse();
    }

    @Test
    void allowedMentionsNarrowWhatPings() {
        // Given
        TestGuild guild = aGuild().withMembers(3).build();
        AllowedMentions onlyBen =
                new AllowedMentions(false, false, false, List.of(BEN), List.of(), false);

        // When
        Message none = guild.sends(OWNER, Commands.mentioning("<@2> @everyone", NONE));
        Message ben = guild.sends(OWNER, Commands.mentioning("<@2> <@3>", onlyBen));

        // Then
        assertThat(none.mentions()).isEmpty();
        assertThat(none.mentionEveryone()).isFalse();
        assertThat(ben.mentions()).extracting(User::id).containsExactly(BEN);
    }

    @Test
    void parsingATypeExcludesAListOfIt() {
        // Given
        TestGuild guild = aGuild().build();
        AllowedMentions both =
                new AllowedMentions(true, false, false, List.of(BEN), List.of(), false);

        // When
        Rejection refused = guild.refused(OWNER, Commands.mentioning("x", both));

        // Then
        assertThat(refused.fieldErrors()).containsKey("allowed_mentions");
    }

    @Test
    void repliedUserIsMentionedUnlessSwitchedOff() {
        // Given
        TestGuild guild = aGuild().withMembers(2).build();
        Message question = guild.sends(ANNA, "why?");
        var loud = Commands.reply("so", question.id(), true);
        var quiet =
                new Command.CreateMessage(
                        GuildBuilder.TEXT,
                        "so",
                        List.of(),
                        false,
                        0,
                        null,
                        false,
                        question.id(),
                        true,
                        NONE);

        // When // Then
        assertThat(guild.sends(OWNER, loud).mentions()).hasSize(1);
        assertThat(guild.sends(OWNER, quiet).mentions()).isEmpty();
    }
}
