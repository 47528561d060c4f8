package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.GUILD;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.InitialChannel;
import dev.guildhall.common.guild.Command.Patch;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuildDeciderTest {

    static Command.CreateGuild create(GuildKind kind, InitialChannel... channels) {
        Guild guild = new Guild(GUILD, kind, "hall", null, null, new UserId(0), null, 7);
        return new Command.CreateGuild(guild, user(1), List.of(channels));
    }

    private static Command update(String name, Patch<ChannelId> systemChannelId, UserId ownerId) {
        return new Command.UpdateGuild(name, null, systemChannelId, ownerId);
    }

    @Test
    void aNewGuildHasItsOwnerAndItsChannelsInOrder() {
        TestGuild guild = new TestGuild(new GuildState());

        guild.systemDoes(
                create(
                        GuildKind.COMMUNITY,
                        new InitialChannel(ChannelType.CATEGORY, "talk", null),
                        new InitialChannel(ChannelType.TEXT, "general", "talk"),
                        new InitialChannel(ChannelType.TEXT, "random", "talk"),
                        new InitialChannel(ChannelType.VOICE, "voice", "talk")));

        List<Channel> channels = List.copyOf(guild.state.channels());
        assertThat(channels).extracting(Channel::position).containsExactly(0, 0, 1, 0);
        assertThat(channels.get(2).parentId()).isEqualTo(channels.getFirst().id());
        assertThat(guild.state.guild().ownerId()).isEqualTo(OWNER);
        assertThat(guild.state.guild().afkTimeoutSeconds()).isEqualTo(300);
        assertThat(guild.state.memberCount()).isEqualTo(1);
        assertThat(guild.state.roles()).hasSize(1);
        assertThat(guild.systemDoes(create(GuildKind.COMMUNITY))).isEmpty();
    }

    @Test
    void nothingHappensInAGuildThatDoesNotExist() {
        TestGuild guild = new TestGuild(new GuildState());

        assertThat(guild.systemRefused(Commands.channel("x")).reason())
                .isEqualTo(Reason.UNKNOWN_GUILD);
        assertThat(guild.refused(OWNER, create(GuildKind.COMMUNITY)).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        assertThat(
                        guild.systemRefused(
                                        create(
                                                GuildKind.COMMUNITY,
                                                new InitialChannel(
                                                        ChannelType.TEXT, "x", "nowhere")))
                                .fieldErrors())
                .containsKey("channels.0.parent_id");
    }

    @Test
    void changingTheGuildNeedsManageGuild() {
        TestGuild guild =
                aGuild().withMembers(3)
                        .withRole(50, 1, Permission.MANAGE_GUILD)
                        .holding(BEN, 50)
                        .build();

        assertThat(guild.refused(ANNA, update("x", null, null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(BEN, update("new", new Patch<>(TEXT), null));
        assertThat(guild.state.guild().name()).isEqualTo("new");
        assertThat(guild.state.guild().systemChannelId()).isEqualTo(TEXT);
        guild.does(BEN, update(null, new Patch<>(null), null));
        assertThat(guild.state.guild().systemChannelId()).isNull();
        assertThat(guild.refused(BEN, update("", new Patch<>(VOICE), null)).fieldErrors())
                .containsOnlyKeys("name", "system_channel_id");
    }

    @Test
    void theOwnerHandsOverToAPersonInTheGuild() {
        TestGuild guild =
                aGuild().withMembers(3)
                        .withRole(50, 1, Permission.ADMINISTRATOR)
                        .holding(BEN, 50)
                        .build();

        assertThat(guild.refused(BEN, update(null, null, BEN)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(OWNER, update(null, null, STRANGER)).reason())
                .isEqualTo(Reason.UNKNOWN_MEMBER);
        guild.does(OWNER, update(null, null, ANNA));
        assertThat(guild.state.guild().ownerId()).isEqualTo(ANNA);
        assertThat(guild.refused(OWNER, update("x", null, null)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.does(OWNER, new Command.RemoveMember(OWNER));
    }

    @Test
    void aDirectChannelIsForItsTwoMembers() {
        TestGuild direct = new TestGuild(new GuildState());
        ChannelId channelId = new ChannelId(GUILD.value());
        direct.systemDoes(create(GuildKind.DIRECT));
        direct.systemDoes(new Command.AddMember(user(2), List.of()));

        assertThat(direct.systemRefused(new Command.AddMember(user(3), List.of())).reason())
                .isEqualTo(Reason.CANNOT_ACT_ON_DM_CHANNEL);
        assertThat(direct.state.channel(channelId).type()).isEqualTo(ChannelType.DM);
        var message = direct.sends(ANNA, Commands.message(channelId, "psst <@1> @everyone"));
        assertThat(message.mentionEveryone()).isFalse();
        assertThat(message.mentions()).hasSize(1);
        direct.does(
                OWNER, new Command.AddReaction(channelId, message.id(), ReactionDeciderTest.THUMB));
        assertThat(direct.does(OWNER, new Command.SetMessagePinned(channelId, message.id(), true)))
                .hasSize(2);
        direct.does(ANNA, new Command.StartTyping(channelId));
    }

    @Test
    void inADirectChannelNobodyIsMoreThanTheOther() {
        TestGuild direct = new TestGuild(new GuildState());
        ChannelId channelId = new ChannelId(GUILD.value());
        direct.systemDoes(create(GuildKind.DIRECT));
        direct.systemDoes(new Command.AddMember(user(2), List.of()));
        var message = direct.sends(ANNA, Commands.message(channelId, "mine"));

        assertThat(
                        direct.refused(OWNER, new Command.DeleteMessage(channelId, message.id()))
                                .reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(direct.refused(BEN, Commands.message(channelId, "x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        for (Command command :
                List.of(
                        Commands.channel("x"),
                        Commands.role("x"),
                        new Command.RemoveMember(ANNA),
                        update("x", null, null),
                        new Command.AddBan(user(2), null))) {
            assertThat(direct.refused(OWNER, command).reason())
                    .isEqualTo(Reason.CANNOT_ACT_ON_DM_CHANNEL);
        }
        assertThat(direct.log.getFirst()).isInstanceOf(Event.GuildCreated.class);
    }
}
