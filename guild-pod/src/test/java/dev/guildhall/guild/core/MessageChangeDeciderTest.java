package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CARA;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.VOICE;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageChangeDeciderTest {

    /// Anna has no rights, Ben manages messages.
    private final TestGuild guild =
            aGuild().withMembers(4)
                    .withRole(50, 1, Permission.MANAGE_MESSAGES)
                    .holding(BEN, 50)
                    .build();

    private Message edited(List<Event> events) {
        return ((Event.MessageUpdated) events.getFirst()).message();
    }

    @Test
    void authorsEditTheirOwn() {
        // Given
        Message message = guild.sends(ANNA, "frist");
        guild.nowMs += 500;

        // When
        Message edited = edited(guild.does(ANNA, Commands.edit(message.id(), "first <@3>")));

        // Then
        assertThat(edited.content()).isEqualTo("first <@3>");
        assertThat(edited.editedAtMs()).isEqualTo(guild.nowMs);
        assertThat(edited.createdAtMs()).isEqualTo(message.createdAtMs());
        assertThat(edited.mentions()).extracting(user -> user.id()).containsExactly(BEN);
    }

    @Test
    void nobodyRewritesOthersButModeratorsHideEmbeds() {
        // Given
        Message message = guild.sends(ANNA, "mine");
        Command hide = new Command.EditMessage(TEXT, message.id(), null, null, 1 << 2);

        // When // Then
        assertThat(guild.refused(BEN, Commands.edit(message.id(), "yours")).reason())
                .isEqualTo(Reason.CANNOT_EDIT_OTHERS_MESSAGE);
        assertThat(guild.refused(OWNER, Commands.edit(message.id(), "yours")).reason())
                .isEqualTo(Reason.CANNOT_EDIT_OTHERS_MESSAGE);
        assertThat(guild.refused(CARA, hide).reason()).isEqualTo(Reason.CANNOT_EDIT_OTHERS_MESSAGE);
        Message hidden = edited(guild.does(BEN, hide));
        assertThat(hidden.flags()).isEqualTo(1 << 2);
        assertThat(hidden.editedAtMs()).isNull();
        assertThat(hidden.content()).isEqualTo("mine");
    }

    @Test
    void editKeepsReactionsAndRefreshesWhatItAnswers() {
        // Given
        Message question = guild.sends(ANNA, "qestion");
        Message answer = guild.sends(BEN, Commands.reply("answer", question.id(), true));
        guild.does(CARA, new Command.AddReaction(TEXT, answer.id(), ReactionDeciderTest.THUMB));
        guild.does(ANNA, Commands.edit(question.id(), "question"));

        // When
        Message edited = edited(guild.does(BEN, Commands.edit(answer.id(), "better")));

        // Then
        assertThat(edited.reactions()).hasSize(1);
        assertThat(edited.referenced().content()).isEqualTo("question");
    }

    @Test
    void anEditMustLeaveSomething() {
        // Given
        Message message = guild.sends(ANNA, "x");

        // When // Then
        assertThat(guild.refused(ANNA, Commands.edit(message.id(), " ")).reason())
                .isEqualTo(Reason.CANNOT_SEND_EMPTY_MESSAGE);
        assertThat(guild.refused(ANNA, Commands.edit(message.id(), "x".repeat(2_001))).reason())
                .isEqualTo(Reason.INVALID_FORM_BODY);
    }

    @Test
    void deletingOthersNeedsManageMessages() {
        // Given
        Message one = guild.sends(ANNA, "one");
        Message two = guild.sends(ANNA, "two");

        // When // Then
        assertThat(guild.refused(CARA, new Command.DeleteMessage(TEXT, one.id())).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.does(ANNA, new Command.DeleteMessage(TEXT, one.id())))
                .containsExactly(new Event.MessageDeleted(TEXT, one.id()));
        guild.does(BEN, new Command.DeleteMessage(TEXT, two.id()));
        assertThat(guild.refused(BEN, new Command.DeleteMessage(TEXT, two.id())).reason())
                .isEqualTo(Reason.UNKNOWN_MESSAGE);
    }

    @Test
    void aMessageIsInItsOwnChannelOnly() {
        // Given
        Message message = guild.sends(ANNA, "here");

        // When // Then
        assertThat(guild.refused(ANNA, new Command.DeleteMessage(VOICE, message.id())).reason())
                .isEqualTo(Reason.UNKNOWN_MESSAGE);
        guild.does(ANNA, new Command.DeleteMessage(TEXT, message.id()));
    }

    @Test
    void bulkDeleteTakesTwoToAHundredOfTheLastTwoWeeks() {
        // Given
        Message one = guild.sends(ANNA, "one");
        Message two = guild.sends(ANNA, "two");
        MessageId old =
                new MessageId(Snowflake.first(guild.nowMs - 14L * 24 * 3_600 * 1_000 - 1, 0));

        // When // Then
        assertThat(bulkRefusal(ANNA, List.of(one.id(), two.id())))
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(bulkRefusal(BEN, List.of(one.id(), one.id())))
                .isEqualTo(Reason.INVALID_BULK_DELETE_COUNT);
        assertThat(bulkRefusal(BEN, ids(101))).isEqualTo(Reason.INVALID_BULK_DELETE_COUNT);
        assertThat(bulkRefusal(BEN, List.of(one.id(), old)))
                .isEqualTo(Reason.MESSAGE_TOO_OLD_TO_BULK_DELETE);
        assertThat(guild.does(BEN, bulk(List.of(two.id(), one.id()))))
                .containsExactly(new Event.MessagesBulkDeleted(TEXT, List.of(one.id(), two.id())));
        assertThat(guild.refused(ANNA, Commands.edit(one.id(), "x")).reason())
                .isEqualTo(Reason.UNKNOWN_MESSAGE);
    }

    private List<MessageId> ids(int count) {
        return LongStream.range(0, count).mapToObj(_ -> new MessageId(guild.nextId())).toList();
    }

    private static Command bulk(List<MessageId> ids) {
        return new Command.BulkDeleteMessages(TEXT, ids);
    }

    private Reason bulkRefusal(UserId userId, List<MessageId> ids) {
        return guild.refused(userId, bulk(ids)).reason();
    }
}
