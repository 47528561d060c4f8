package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.named;
import static dev.guildhall.guild.store.GuildFixture.pinned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.store.image.GuildImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The image says what the guild's state says, after any events.
class GuildImageTest {

    @RepeatedTest(20)
    void anImageFollowsTheStateThroughRandomEvents() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        GuildState state = new GuildState();
        MessageModel messages = new MessageModel();
        RandomEvents events = new RandomEvents(random, state, messages);
        GuildImage image = GuildImage.empty();
        for (int i = 0; i < 200; i++) {
            // Given
            List<LogEntry> batch = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                Event.Durable event = state.seq() == 0 ? created() : events.next();
                state.apply(event);
                messages.apply(event);
                batch.add(new LogEntry(state.seq(), event));
            }

            // When
            image = image.after(batch);

            // Then
            if (i % 20 == 0) {
                assertThat(image.snapshot()).as("seed %d", seed).isEqualTo(state.snapshot());
                assertThat(GuildImage.of(image.snapshot(), image.pins()).snapshot())
                        .isEqualTo(image.snapshot());
            }
        }
    }

    @Test
    void anOlderImageStaysAsItWas() {
        // Given
        GuildImage first = GuildImage.empty().after(List.of(new LogEntry(1, created())));

        // When
        GuildImage second =
                first.after(
                        List.of(new LogEntry(2, new Event.MemberJoined(member(new UserId(5))))));

        // Then
        assertThat(first.memberCount()).isEqualTo(1);
        assertThat(first.seq()).isEqualTo(1);
        assertThat(second.members(null, 10)).containsExactly(member(new UserId(5)), member(OWNER));
    }

    @Test
    void aNameThatChangedIsFoundByTheNewOneOnly() {
        // Given
        UserId id = new UserId(20);
        GuildImage image =
                GuildImage.empty()
                        .after(
                                List.of(
                                        new LogEntry(1, created()),
                                        new LogEntry(
                                                2,
                                                new Event.MemberJoined(named(id, "Alice", null))),
                                        new LogEntry(
                                                3,
                                                new Event.MemberUpdated(
                                                        named(id, "Bea", "Queen")))));

        // When, Then
        assertThat(image.search("ali", 10)).isEmpty();
        assertThat(image.search("be", 10)).hasSize(1);
        assertThat(image.search("QUEEN", 10)).hasSize(1);
        assertThat(image.search("", 1)).hasSize(1);
    }

    @Test
    void pinsComeNewestFirstAndGoWithTheirChannel() {
        // Given
        GuildImage image = GuildImage.empty().after(List.of(new LogEntry(1, created())));
        for (int i = 1; i <= 3; i++) {
            var message = pinned(message(GENERAL, messageId(i), "m"), true);
            image =
                    image.after(
                            List.of(
                                    new LogEntry(
                                            i + 1,
                                            new Event.MessagePinChanged(message, true, 100 - i))));
        }

        // When, Then
        assertThat(image.pins(GENERAL))
                .extracting(pin -> pin.messageId())
                .containsExactly(messageId(1), messageId(2), messageId(3));
        GuildImage without =
                image.after(
                        List.of(
                                new LogEntry(
                                        5,
                                        new Event.ChannelDeleted(GuildFixture.channel(GENERAL)))));
        assertThat(without.pins()).isEmpty();
    }
}
