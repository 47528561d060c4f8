package dev.guildhall.guild.rpc;

import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.guild.store.CreatedBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtoEventBytesTest {

    private static final ChannelId CHANNEL = new ChannelId(7);

    static Stream<Message> messages() {
        Message plain = message(CHANNEL, messageId(2), "new");
        return Stream.of(
                plain,
                plain.withReferenced(message(CHANNEL, messageId(1), "old")),
                plain.withReactions(List.of(new Reaction(new Emoji(null, "*"), 1, false))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aCreatedMessagesBytesAreThoseOfTheEventAndOfTheBareMessage(Message message) {
        ProtoEventBytes bytes = new ProtoEventBytes();
        Event.MessageCreated event = new Event.MessageCreated(message, null, true);

        CreatedBytes created = bytes.created(event);

        assertThat(created.event()).isEqualTo(bytes.of(event));
        assertThat(created.body()).isEqualTo(LogEntry.body(message, bytes));
        assertThat(bytes.message(created.body()))
                .isEqualTo(message.withoutReferenced().withReactions(List.of()));
    }
}
