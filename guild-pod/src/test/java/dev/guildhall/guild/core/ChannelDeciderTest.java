package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CATEGORY;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelDeciderTest {

    /// Ben manages channels.
    private final TestGuild guild =
            aGuild().withMembers(3)
                    .withRole(50, 1, Permission.MANAGE_CHANNELS)
                    .holding(BEN, 50)
                    .withSystemChannel(TEXT)
                    .build();

    private Channel created(Command.CreateChannel create) {
        return ((Event.ChannelCreated) guild.does(BEN, create).getFirst()).channel();
    }

    @Test
    void createdChannelsComeAfterTheirSiblings() {
        Channel news = created(Commands.channel(ChannelType.ANNOUNCEMENT, "news", null));
        Channel inside = created(Commands.channel(ChannelType.TEXT, "inside", CATEGORY));
        Channel spoken = created(Commands.channel(ChannelType.VOICE, "spoken", CATEGORY));

        assertThat(news.position()).isEqualTo(1);
        assertThat(inside.position()).isZero();
        assertThat(inside.parentId()).isEqualTo(CATEGORY);
        assertThat(spoken.position()).isZero();
        assertThat(spoken.bitrate()).isEqualTo(64_000);
    }

    @Test
    void managingChannelsNeedsTheRight() {
        assertThat(guild.refused(ANNA, Commands.channel("x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, Commands.rename(TEXT, "x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, new Command.DeleteChannel(TEXT)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.rename(new ChannelId(7), "x")).reason())
                .isEqualTo(Reason.UNKNOWN_CHANNEL);
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        Rejection refused =
                guild.refused(
                        BEN,
                        new Command.CreateChannel(
                                ChannelType.DM,
                                "x".repeat(101),
                                -1,
                                TEXT,
                                "t".repeat(1_025),
                                false,
                                21_601,
                                7_999,
                                100,
                                List.of()));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID_FORM_BODY);
        assertThat(refused.fieldErrors())
                .containsOnlyKeys(
                        "type",
                        "name",
                        "position",
                        "topic",
                        "rate_limit_per_user",
                        "bitrate",
                        "user_limit",
                        "parent_id");
        assertThat(refused.fieldErrors().get("name").code()).isEqualTo("BASE_TYPE_BAD_LENGTH");
        assertThat(refused.fieldErrors().get("bitrate").code()).isEqualTo("NUMBER_TYPE_MIN");
        assertThat(refused.fieldErrors().get("user_limit").code()).isEqualTo("NUMBER_TYPE_MAX");
        assertThat(refused.fieldErrors().get("parent_id").code())
                .isEqualTo("CHANNEL_PARENT_INVALID_TYPE");
    }

    @Test
    void categoriesHoldFiftyAndNoCategories() {
        for (int i = 0; i < 50; i++) {
            created(Commands.channel(ChannelType.TEXT, "c" + i, CATEGORY));
        }

        assertThat(
                        guild.refused(BEN, Commands.channel(ChannelType.TEXT, "x", CATEGORY))
                                .fieldErrors()
                                .get("parent_id")
                                .code())
                .isEqualTo("CHANNEL_PARENT_MAX_CHANNELS");
        assertThat(guild.refused(BEN, Commands.move(TEXT, CATEGORY)).fieldErrors())
                .containsKey("parent_id");
        assertThat(
                        guild.refused(BEN, Commands.channel(ChannelType.CATEGORY, "x", CATEGORY))
                                .fieldErrors())
                .containsKey("parent_id");
    }

    @Test
    void aGuildHasAtMostFiveHundredChannels() {
        for (int i = 3; i < 500; i++) {
            created(Commands.channel("c" + i));
        }

        assertThat(guild.refused(BEN, Commands.channel("x")).reason())
                .isEqualTo(Reason.MAX_CHANNELS);
    }

    @Test
    void updatesKeepWhatTheyDoNotName() {
        guild.sends(ANNA, "hello");
        guild.does(BEN, Commands.slow(TEXT, 5));

        Event event = guild.does(BEN, Commands.rename(TEXT, "lobby")).getFirst();

        Channel channel = ((Event.ChannelUpdated) event).channel();
        assertThat(channel.name()).isEqualTo("lobby");
        assertThat(channel.slowModeSeconds()).isEqualTo(5);
        assertThat(channel.lastMessageId()).isNotNull();
        assertThat(guild.does(BEN, Commands.move(TEXT, CATEGORY))).hasSize(1);
        assertThat(guild.does(BEN, Commands.rename(TEXT, "lobby"))).hasSize(1);
        assertThat(guild.state.channel(TEXT).parentId()).isEqualTo(CATEGORY);
    }

    @Test
    void deletingACategoryLeavesItsChannels() {
        guild.does(BEN, Commands.move(TEXT, CATEGORY));

        List<Event> events = guild.does(BEN, new Command.DeleteChannel(CATEGORY));

        assertThat(events.getFirst()).isInstanceOf(Event.ChannelDeleted.class);
        assertThat(((Event.ChannelUpdated) events.get(1)).channel().id()).isEqualTo(TEXT);
        assertThat(guild.state.channel(TEXT).parentId()).isNull();
    }

    @Test
    void deletingAVoiceChannelDisconnectsAndASystemChannelIsForgotten() {
        guild.opens(ANNA, "a", Status.ONLINE);
        guild.does(ANNA, Commands.voice("a", VOICE));

        List<Event> voice = guild.does(BEN, new Command.DeleteChannel(VOICE));
        List<Event> text = guild.does(BEN, new Command.DeleteChannel(TEXT));

        assertThat(((Event.VoiceStateChanged) voice.getFirst()).voiceState().channelId()).isNull();
        assertThat(guild.state.voiceStates()).isEmpty();
        assertThat(((Event.GuildUpdated) text.get(1)).guild().systemChannelId()).isNull();
        assertThat(guild.refused(ANNA, Commands.message("x")).reason())
                .isEqualTo(Reason.UNKNOWN_CHANNEL);
    }

    @Test
    void overwritesOfANewChannelAreWithinOnesOwnRights() {
        assertThat(
                        guild.refused(
                                        BEN,
                                        Commands.channel(
                                                "x", deny(EVERYONE, Permission.BAN_MEMBERS)))
                                .reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(created(Commands.channel("x", deny(EVERYONE, Permission.VIEW_CHANNEL))))
                .satisfies(channel -> assertThat(channel.overwrites()).hasSize(1));
    }

    @Test
    void hiddenChannelsCannotBeManaged() {
        guild.does(OWNER, new Command.SetOverwrite(TEXT, deny(EVERYONE, Permission.VIEW_CHANNEL)));

        assertThat(guild.refused(BEN, Commands.rename(TEXT, "x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        assertThat(guild.state.visibleChannels(guild.state.member(BEN)))
                .containsExactly(VOICE, CATEGORY);
        assertThat(guild.state.visibleChannels(guild.state.member(OWNER))).hasSize(3);
    }
}
