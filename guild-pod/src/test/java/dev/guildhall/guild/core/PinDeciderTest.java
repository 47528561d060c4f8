package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.BEN;
import static dev.guildhall.guild.core.GuildBuilder.CARA;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static dev.guildhall.guild.core.GuildBuilder.aGuild;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinDeciderTest {

    private final TestGuild guild =
            aGuild().withMembers(4)
                    .withRole(50, 1, Permission.PIN_MESSAGES)
                    .withRole(51, 2, Permission.MANAGE_MESSAGES)
                    .holding(BEN, 50)
                    .holding(CARA, 51)
                    .build();

    private static Command pin(MessageId messageId, boolean pinned) {
        return new Command.SetMessagePinned(TEXT, messageId, pinned);
    }

    @Test
    void aPinIsFollowedByANotice() {
        // Given
        Message message = guild.sends(ANNA, "rules");

        // When
        List<Event> events = guild.does(BEN, pin(message.id(), true));

        // Then
        Event.MessagePinChanged pinned = (Event.MessagePinChanged) events.getFirst();
        Message notice = ((Event.MessageCreated) events.get(1)).message();
        assertThat(pinned.message().pinned()).isTrue();
        assertThat(notice.type()).isEqualTo(MessageType.CHANNEL_PINNED_MESSAGE);
        assertThat(notice.author().id()).isEqualTo(BEN);
        assertThat(notice.reference()).isEqualTo(new MessageReference(TEXT, message.id()));
        assertThat(guild.state.channel(TEXT).lastPinAtMs()).isEqualTo(guild.nowMs);
        assertThat(guild.does(CARA, pin(message.id(), true))).isEmpty();
        assertThat(guild.does(CARA, pin(message.id(), false))).hasSize(1);
        assertThat(guild.state.snapshot().pins()).isEmpty();
    }

    @Test
    void pinningNeedsARight() {
        // Given
        Message message = guild.sends(ANNA, "rules");

        // When // Then
        assertThat(guild.refused(ANNA, pin(message.id(), true)).reason())
                .isEqualTo(Reason.MISSING_PERMISSIONS);
        assertThat(guild.refused(BEN, pin(new MessageId(5), true)).reason())
                .isEqualTo(Reason.UNKNOWN_MESSAGE);
    }

    @Test
    void noticesAreNeitherPinnedNorEditedNorAnswered() {
        // Given
        Message message = guild.sends(ANNA, "rules");
        guild.does(OWNER, pin(message.id(), true));
        MessageId notice = guild.state.channel(TEXT).lastMessageId();

        // When // Then
        assertThat(guild.refused(OWNER, pin(notice, true)).reason())
                .isEqualTo(Reason.CANNOT_ACT_ON_SYSTEM_MESSAGE);
        assertThat(guild.refused(OWNER, Commands.edit(notice, "x")).reason())
                .isEqualTo(Reason.CANNOT_ACT_ON_SYSTEM_MESSAGE);
        assertThat(guild.refused(OWNER, Commands.reply("x", notice, true)).fieldErrors())
                .containsKey("message_reference");
    }

    @Test
    void aChannelHasAtMostTwoHundredAndFiftyPins() {
        // Given
        Message first = guild.sends(OWNER, "first");
        guild.systemDoes(pin(first.id(), true));
        for (int i = 1; i < 250; i++) {
            guild.systemDoes(pin(guild.sends(OWNER, "m" + i).id(), true));
        }
        Message tooMany = guild.sends(OWNER, "one more");

        // When // Then
        assertThat(guild.refused(OWNER, pin(tooMany.id(), true)).reason())
                .isEqualTo(Reason.MAX_PINS);
        guild.does(OWNER, new Command.DeleteMessage(TEXT, first.id()));
        guild.does(OWNER, pin(tooMany.id(), true));
    }
}
