package dev.guildhall.guild.store.sqlite;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.CUSTOM;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.reacted;
import static dev.guildhall.guild.store.GuildFixture.unreacted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.content.StoredMessage.Reactors;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy.Reached;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteGuildCopyTest {

    @TempDir Path folder;

    /// Applied again, the second of them would leave nobody who uses the first emoji, which would
    /// come last from then on.
    @Test
    void eventsThatTheReactionsOfAMessageIncludeAreLeftOut() {
        // Given: the first was there before, and with it the message's other emoji
        Message message = message(GENERAL, messageId(1), "hello");
        List<Event.Durable> events =
                List.of(
                        reacted(message, BOB, THUMB),
                        unreacted(message, OWNER, THUMB),
                        reacted(message, OWNER, THUMB),
                        unreacted(message, BOB, THUMB));
        long before = 21;
        long last = before + events.size();
        List<Reactors> reactors =
                List.of(new Reactors(THUMB, List.of(OWNER)), new Reactors(CUSTOM, List.of(OWNER)));
        try (SqliteGuildCopy copy =
                SqliteGuildCopy.open(folder.resolve("guild.copy"), new ProtoEventBytes())) {
            copy.begun(before + 1);
            copy.put(
                    List.of(
                            new ContentRecord.MessagePut(
                                    new StoredMessage(message, null, reactors))),
                    Map.of(new MessageReference(GENERAL, message.id()), last),
                    new Reached(before + 1, GENERAL, message.id()));

            // When: the first was followed before the message was read
            List<LogEntry> entries = new ArrayList<>();
            for (int i = 1; i < events.size(); i++) {
                entries.add(new LogEntry(before + 1 + i, events.get(i)));
            }
            copy.follow(entries);

            // Then
            assertThat(copy.reached().orElseThrow().followed()).isEqualTo(last);
            List<StoredMessage> found = copy.read(guild -> guild.messages(GENERAL, null, 10));
            assertThat(found)
                    .singleElement()
                    .satisfies(it -> assertThat(it.reactors()).isEqualTo(reactors));
        }
    }
}
