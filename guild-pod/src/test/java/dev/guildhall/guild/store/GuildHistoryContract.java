package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.CUSTOM;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.RANDOM;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.guild;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.pinned;
import static dev.guildhall.guild.store.GuildFixture.reacted;
import static dev.guildhall.guild.store.GuildFixture.reply;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static dev.guildhall.guild.store.GuildFixture.unreacted;
import static dev.guildhall.guild.store.GuildFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.LoadedMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store of guilds must do with messages, pins and reactions.
public abstract class GuildHistoryContract {

    /// The stores under test; the same ones for the whole of one test, empty at its start.
    protected abstract GuildStores stores();

    private OpenGuild open() {
        return new OpenGuild(stores(), 1, "pod-a");
    }

    @Test
    void pagesAreDescendingWhateverTheAnchor() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            for (int i = 1; i <= 9; i++) {
                guild.append(sent(message(GENERAL, messageId(i), "m" + i)));
            }
            guild.append(sent(message(RANDOM, messageId(10), "elsewhere")));

            // When, Then
            assertThat(ids(guild, Query.Anchor.LATEST, 0, 3)).containsExactly(9, 8, 7);
            assertThat(ids(guild, Query.Anchor.BEFORE, 4, 50)).containsExactly(3, 2, 1);
            assertThat(ids(guild, Query.Anchor.AFTER, 4, 2)).containsExactly(6, 5);
            assertThat(ids(guild, Query.Anchor.AROUND, 5, 5)).containsExactly(7, 6, 5, 4, 3);
            assertThat(ids(guild, Query.Anchor.AROUND, 5, 4)).containsExactly(7, 6, 5, 4);
            assertThat(ids(guild, Query.Anchor.AROUND, 9, 2)).containsExactly(9);
        }
    }

    @Test
    void aReplyIsFilledUntilItsMessageIsDeleted() {
        // Given
        Message first = message(GENERAL, messageId(1), "first");
        Message second = reply(GENERAL, messageId(2), messageId(1));
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(sent(first), sent(second), reacted(first, BOB, THUMB));

            // When, Then
            Message filled = get(guild, messageId(2), BOB);
            assertThat(filled.referenced()).isNotNull();
            assertThat(filled.referenced().content()).isEqualTo("first");
            assertThat(filled.referenced().reactions())
                    .containsExactly(new Reaction(THUMB, 1, true));

            // When
            guild.append(new Event.MessageDeleted(GENERAL, messageId(1)));

            // Then
            assertThat(get(guild, messageId(2), BOB)).isEqualTo(second);
            assertThat(guild.store.getMessage(GENERAL, messageId(1), BOB)).isEmpty();
        }
    }

    @Test
    void reactionsAreCountedInTheOrderOfFirstUse() {
        // Given
        Message message = message(GENERAL, messageId(1), "m");
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(new Event.MemberJoined(member(BOB)));
            guild.append(sent(message), reacted(message, OWNER, CUSTOM));
            guild.append(reacted(message, BOB, THUMB), reacted(message, BOB, CUSTOM));
            guild.append(reacted(message, BOB, CUSTOM), unreacted(message, OWNER, CUSTOM));

            // When, Then
            assertThat(get(guild, messageId(1), BOB).reactions())
                    .containsExactly(new Reaction(CUSTOM, 1, true), new Reaction(THUMB, 1, true));
            assertThat(get(guild, messageId(1), OWNER).reactions())
                    .containsExactly(new Reaction(CUSTOM, 1, false), new Reaction(THUMB, 1, false));
            LoadedMessage loaded = guild.store.loadMessage(GENERAL, messageId(1)).orElseThrow();
            assertThat(loaded.reactors())
                    .isEqualTo(Map.of(CUSTOM, Set.of(BOB), THUMB, Set.of(BOB)));
            assertThat(loaded.reactors().keySet()).containsExactly(CUSTOM, THUMB);

            // When
            guild.append(unreacted(message, BOB, CUSTOM));

            // Then
            assertThat(get(guild, messageId(1), BOB).reactions())
                    .containsExactly(new Reaction(THUMB, 1, true));

            // When
            guild.append(new Event.ReactionsCleared(GENERAL, messageId(1), null));

            // Then
            assertThat(get(guild, messageId(1), BOB).reactions()).isEmpty();
        }
    }

    @Test
    void reactorsArePagedByIdAndKeepTheirNames() {
        // Given
        Message message = message(GENERAL, messageId(1), "m");
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(new Event.MemberJoined(member(BOB)), sent(message));
            guild.append(reacted(message, BOB, THUMB), reacted(message, OWNER, THUMB));
            guild.append(new Event.MemberLeft(user(BOB)));

            // When, Then
            assertThat(guild.store.listReactors(GENERAL, messageId(1), THUMB, null, 10))
                    .containsExactly(user(OWNER), user(BOB));
            assertThat(guild.store.listReactors(GENERAL, messageId(1), THUMB, OWNER, 10))
                    .containsExactly(user(BOB));
            assertThat(guild.store.listReactors(GENERAL, messageId(1), THUMB, null, 1))
                    .containsExactly(user(OWNER));
            assertThat(guild.store.listReactors(GENERAL, messageId(1), CUSTOM, null, 10)).isEmpty();
        }
    }

    @Test
    void editsKeepReactionsAndPins() {
        // Given
        Message message = message(GENERAL, messageId(1), "old");
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(sent(message), reacted(message, OWNER, THUMB));
            guild.append(new Event.MessagePinChanged(pinned(message, true), true, NOW_MS + 5));

            // When
            Message edited = pinned(message(GENERAL, messageId(1), "new"), true);
            guild.append(new Event.MessageUpdated(edited, null));

            // Then
            Message stored = get(guild, messageId(1), OWNER);
            assertThat(stored.content()).isEqualTo("new");
            assertThat(stored.pinned()).isTrue();
            assertThat(stored.reactions()).containsExactly(new Reaction(THUMB, 1, true));
            assertThat(guild.store.listPins(GENERAL, null, 50, OWNER)).hasSize(1);
        }
    }

    @Test
    void pinsComeNewestFirstAndGoWithTheirMessage() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            for (int i = 1; i <= 3; i++) {
                Message message = message(GENERAL, messageId(i), "m" + i);
                guild.append(
                        sent(message),
                        new Event.MessagePinChanged(pinned(message, true), true, NOW_MS - i));
            }

            // When, Then
            assertThat(pins(guild, null)).containsExactly(messageId(1), messageId(2), messageId(3));
            assertThat(pins(guild, NOW_MS - 1)).containsExactly(messageId(2), messageId(3));
            assertThat(guild.store.recover().pins())
                    .extracting(MessageReference::messageId)
                    .containsExactly(messageId(1), messageId(2), messageId(3));
            assertThat(guild.store.recover().channels().getFirst().lastPinAtMs())
                    .isEqualTo(NOW_MS - 3);

            // When
            Message second = message(GENERAL, messageId(2), "m2");
            guild.append(new Event.MessagePinChanged(second, false, NOW_MS));
            guild.append(new Event.MessagesBulkDeleted(GENERAL, List.of(messageId(1))));

            // Then
            assertThat(pins(guild, null)).containsExactly(messageId(3));
            assertThat(guild.store.recover().pins()).hasSize(1);
        }
    }

    @Test
    void aDeletedChannelTakesItsMessagesAlong() {
        // Given
        Message message = message(GENERAL, messageId(1), "m");
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    sent(message),
                    reacted(message, OWNER, THUMB),
                    new Event.MessagePinChanged(pinned(message, true), true, NOW_MS));
            guild.append(sent(message(RANDOM, messageId(2), "stays")));

            // When
            guild.append(new Event.ChannelDeleted(channel(GENERAL)));

            // Then
            assertThat(page(guild, Query.Anchor.LATEST, null, 50)).isEmpty();
            assertThat(guild.store.getMessage(GENERAL, messageId(1), OWNER)).isEmpty();
            assertThat(guild.store.loadMessage(GENERAL, messageId(1))).isEmpty();
            assertThat(pins(guild, null)).isEmpty();
            assertThat(guild.store.listReactors(GENERAL, messageId(1), THUMB, null, 9)).isEmpty();
            GuildSnapshot snapshot = guild.store.recover();
            assertThat(snapshot.channels()).extracting(Channel::id).containsExactly(RANDOM);
            assertThat(snapshot.pins()).isEmpty();
            assertThat(guild.store.getMessage(RANDOM, messageId(2), OWNER)).isPresent();
        }
    }

    private static List<MessageId> pins(OpenGuild guild, Long beforeMs) {
        return guild.store.listPins(GENERAL, beforeMs, 50, OWNER).stream()
                .map(pin -> pin.message().id())
                .toList();
    }

    private static Message get(OpenGuild guild, MessageId id, UserId reader) {
        return guild.store.getMessage(GENERAL, id, reader).orElseThrow();
    }

    private static List<Message> page(
            OpenGuild guild, Query.Anchor anchor, MessageId anchorId, int limit) {
        return guild.store.listMessages(GENERAL, anchor, anchorId, limit, OWNER);
    }

    /// The milliseconds of a page's messages.
    private static List<Integer> ids(OpenGuild guild, Query.Anchor anchor, long ms, int limit) {
        return page(guild, anchor, ms == 0 ? null : messageId(ms), limit).stream()
                .map(message -> (int) (message.createdAtMs() - NOW_MS))
                .toList();
    }
}
