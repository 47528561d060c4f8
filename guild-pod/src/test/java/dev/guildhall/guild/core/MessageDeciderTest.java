package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CATEGORY;
import static dev.guildhall.guild.core.GuildBuilder.EVERYONE;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.STRANGER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static dev.guildhall.guild.core.GuildBuilder.deny;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageDeciderTest {

    @Test
    void sentMessageCarriesItsAuthorAndMovesTheChannel() {
        // Given
        TestGuild guild = aGuild().withMembers(2).build();

        // When
        Message message = guild.sends(ANNA, "  hello ");

        // Then
        assertThat(message.content()).isEqualTo("hello");
        assertThat(message.author().id()).isEqualTo(ANNA);
        assertThat(message.type()).isEqualTo(MessageType.DEFAULT);
        assertThat(message.createdAtMs()).isEqualTo(Snowflake.unixMs(message.id().value()));
        assertThat(guild.state.channel(TEXT).lastMessageId()).isEqualTo(message.id());
        assertThat(guild.state.seq()).isEqualTo(1);
    }

    @Test
    void sendingNeedsTheChannelAndThePermission() {
        // Given
        TestGuild guild =
                aGuild().withMembers(2)
                        .withRole(50, 1)
                        .withRole(51, 2)
                        .holding(ANNA, 50)
                        .holding(BEN, 51)
                        .withOverwrites(
                                TEXT,
                                deny(new RoleId(50), Permission.SEND_MESSAGES),
                                deny(new RoleId(51), Permission.VIEW_CHANNEL))
                        .build();

        // When // Then
        assertThat(guild.refused(ANNA, Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        assertThat(guild.refused(STRANGER, Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
        assertThat(guild.refused(OWNER, Commands.message(new ChannelId(7), "x")).reason())
                .isEqualTo(Reason.UNKNOWN_CHANNEL);
        assertThat(guild.refused(OWNER, Commands.message(CATEGORY, "x")).reason())
                .isEqualTo(Reason.CANNOT_SEND_TO_NON_TEXT_CHANNEL);
        assertThat(guild.log).isEmpty();
    }

    @Test
    void contentIsOneToTwoThousandCharacters() {
        // Given
        TestGuild guild = aGuild().build();

        // When
        Rejection tooLong = guild.refused(OWNER, Commands.message("x".repeat(2_001)));

        // Then
        assertThat(tooLong.reason()).isEqualTo(Reason.INVALID_FORM_BODY);
        assertThat(tooLong.fieldErrors().get("content").code()).isEqualTo("BASE_TYPE_MAX_LENGTH");
        assertThat(guild.sends(OWNER, "🏛".repeat(2_000)).content()).hasSize(4_000);
        assertThat(guild.refused(OWNER, Commands.message(" \n ")).reason())
                .isEqualTo(Reason.CANNOT_SEND_EMPTY_MESSAGE);
    }

    @Test
    void enforcedNonceGivesTheFirstMessageAgainForFiveMinutes() {
        // Given
        TestGuild guild = aGuild().withMembers(2).build();
        Message first = guild.sends(ANNA, Commands.nonce("once", "n1"));

        // When
        Decision again = guild.decide(Actor.user(ANNA), Commands.nonce("once", "n1"));

        // Then
        assertThat(again).isInstanceOf(Decision.Duplicate.class);
        assertThat(((Decision.Duplicate) again).original().message()).isEqualTo(first);
        assertThat(guild.sends(OWNER, Commands.nonce("mine", "n1")).id()).isNotEqualTo(first.id());
        guild.nowMs += RecentNonce.WINDOW_MS + 1;
        assertThat(guild.sends(ANNA, Commands.nonce("later", "n1")).id()).isNotEqualTo(first.id());
    }

    @Test
    void enforcedNonceOfADeletedMessageDoesNotSendItAgain() {
        // Given
        TestGuild guild = aGuild().build();
        Message first = guild.sends(OWNER, Commands.nonce("once", "n1"));
        guild.does(OWNER, new Command.DeleteMessage(TEXT, first.id()));

        // When // Then
        assertThat(guild.refused(OWNER, Commands.nonce("once", "n1")).reason())
                .isEqualTo(Reason.UNKNOWN_MESSAGE);
    }

    @Test
    void enforcedNonceSurvivesARestart() {
        // Given
        TestGuild before = aGuild().build();
        Message first = before.sends(OWNER, Commands.nonce("once", "n1"));

        // When
        GuildState restored = GuildState.restore(before.state.snapshot());
        Decision again =
                Decider.decide(
                        restored,
                        Commands.nonce("once", "n1"),
                        new DecisionContext(Actor.user(OWNER), before.nowMs + 1, before::nextId));

        // Then
        assertThat(again).isEqualTo(new Decision.NeedsMessage(TEXT, first.id()));
    }

    @Test
    void slowModeMakesAUserWaitButNotModeratorsOrOtherChannels() {
        // Given
        TestGuild guild =
                aGuild().withMembers(2).withRole(50, 1, Permission.BYPASS_SLOWMODE).build();
        guild.does(OWNER, Commands.slow(TEXT, 10));
        guild.sends(ANNA, "one");
        guild.nowMs += 4_000;

        // When
        Rejection tooSoon = guild.refused(ANNA, Commands.message("two"));

        // Then
        assertThat(tooSoon.reason()).isEqualTo(Reason.SLOWMODE);
        assertThat(tooSoon.retryAfterMs()).isEqualTo(6_000);
        guild.sends(OWNER, "owners do not wait");
        guild.sends(OWNER, "at all");
        guild.sends(ANNA, Commands.message(GuildBuilder.VOICE, "elsewhere"));
        guild.nowMs += 6_000;
        guild.sends(ANNA, "two");
        guild.does(OWNER, new Command.AddMemberRole(ANNA, new RoleId(50)));
        guild.sends(ANNA, "three");
    }

    @Test
    void replyCarriesWhatItAnswersOneLevelDeep() {
        // Given
        TestGuild guild = aGuild().withMembers(2).build();
        Message question = guild.sends(OWNER, "why?");
        Message answer = guild.sends(ANNA, Commands.reply("because", question.id(), true));

        // When
        Message thanks = guild.sends(OWNER, Commands.reply("thanks", answer.id(), true));

        // Then
        assertThat(answer.type()).isEqualTo(MessageType.REPLY);
        assertThat(answer.referenced()).isEqualTo(question);
        assertThat(answer.mentions()).extracting(user -> user.id()).containsExactly(OWNER);
        assertThat(thanks.referenced().id()).isEqualTo(answer.id());
        assertThat(thanks.referenced().referenced()).isNull();
        assertThat(thanks.referenced().reference()).isNotNull();
    }

    @Test
    void replyToNothingIsRefusedOrBecomesPlain() {
        // Given
        TestGuild guild = aGuild().build();
        MessageId gone = new MessageId(5);

        // When
        Rejection refused = guild.refused(OWNER, Commands.reply("x", gone, true));
        Message plain = guild.sends(OWNER, Commands.reply("x", gone, false));

        // Then
        assertThat(refused.fieldErrors().get("message_reference").code())
                .isEqualTo("REPLIES_UNKNOWN_MESSAGE");
        assertThat(plain.type()).isEqualTo(MessageType.DEFAULT);
        assertThat(plain.reference()).isNull();
    }

    @Test
    void replyNeedsReadMessageHistory() {
        // Given
        TestGuild guild =
                aGuild().withMembers(2)
                        .withOverwrites(TEXT, deny(EVERYONE, Permission.READ_MESSAGE_HISTORY))
                        .build();
        Message question = guild.sends(OWNER, "why?");

        // When // Then
        assertThat(guild.refused(ANNA, Commands.reply("x", question.id(), true)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
    }

    @Test
    void embedsAndSpeechNeedTheirPermissions() {
        // Given
        TestGuild guild = aGuild().withMembers(2).everyoneLacking(Permission.EMBED_LINKS).build();
        Command.CreateMessage spoken =
                new Command.CreateMessage(
                        TEXT, "hi", List.of(), true, 0, null, false, null, true, null);

        // When // Then
        assertThat(guild.refused(ANNA, Commands.embeds(EmbedRulesTest.titled("t"))).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, spoken).reason()).isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.sends(OWNER, spoken).tts()).isTrue();
    }

    @Test
    void sendersSetOnlyTheFlagsThatAreTheirs() {
        // Given
        TestGuild guild = aGuild().build();

        // When
        Message message =
                guild.sends(
                        OWNER,
                        new Command.CreateMessage(
                                TEXT, "x", List.of(), false, -1, null, false, null, true, null));

        // Then
        assertThat(message.flags()).isEqualTo(1 << 2 | 1 << 12);
    }

    @Test
    void timedOutMembersNeitherSendNorType() {
        // Given
        TestGuild guild = aGuild().withMembers(2).build();
        guild.does(OWNER, Commands.timeout(ANNA, guild.nowMs + 1_000));

        // When // Then
        assertThat(guild.refused(ANNA, Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(ANNA, new Command.StartTyping(TEXT)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        guild.nowMs += 1_000;
        guild.sends(ANNA, "back");
        assertThat(guild.does(ANNA, new Command.StartTyping(TEXT)).getFirst())
                .isInstanceOf(Event.TypingStarted.class);
    }

    @Test
    void theSystemItselfSendsNothing() {
        // Given
        TestGuild guild = aGuild().build();

        // When // Then
        assertThat(guild.systemRefused(Commands.message("x")).reason())
                .isEqualTo(Reason.MISSING_ACCESS);
    }
}
