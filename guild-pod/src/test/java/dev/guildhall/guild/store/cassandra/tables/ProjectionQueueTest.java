package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.RANDOM;
import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Whoever would wait is refused at once here: there is no patience at all.
class ProjectionQueueTest {

    private static final int LAG = 10;
    private static final int CHUNK = 4;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProjectionQueue queue =
            new ProjectionQueue(
                    new TablesOptions(LAG, 0, CHUNK, 1_000, 1_000, _ -> 0),
                    new TablesMetrics(registry),
                    0);
    private long seq;

    @Test
    void aReaderWaitsForTheMessagesOfItsChannelAlone() {
        // Given
        add(sentTo(GENERAL), sentTo(GENERAL), sentTo(GENERAL), sentTo(GENERAL), sentTo(RANDOM));

        // When, Then
        assertRefused(() -> queue.await(GENERAL));
        assertRefused(() -> queue.await(RANDOM));
        assertThatCode(() -> queue.await(new ChannelId(999))).doesNotThrowAnyException();

        // When
        queue.done(queue.next());

        // Then
        assertThatCode(() -> queue.await(GENERAL)).doesNotThrowAnyException();
        assertRefused(() -> queue.await(RANDOM));
        assertRefused(() -> queue.await(5));
    }

    @Test
    void whatComesToAChannelMeanwhileIsWaitedForByWhoAsksThen() {
        // Given
        add(sentTo(GENERAL));
        List<LogEntry> chunk = queue.next();
        add(sentTo(GENERAL));

        // When
        queue.done(chunk);

        // Then
        assertRefused(() -> queue.await(GENERAL));
    }

    @Test
    void aDeletionOfManyMessagesCountsAsMany() {
        // Given
        add(deleted(3), sentTo(GENERAL), deleted(2), sentTo(GENERAL));

        // When, Then
        assertThat(lag()).isEqualTo(7);
        assertThatCode(queue::awaitRoom).doesNotThrowAnyException();

        // When
        add(deleted(3));

        // Then
        assertRefused(queue::awaitRoom);
        assertThat(nextChunk()).containsExactly(1L, 2L);
        assertThat(lag()).isEqualTo(6);
        assertThatCode(queue::awaitRoom).doesNotThrowAnyException();
        assertThat(nextChunk()).containsExactly(3L, 4L);
        assertThat(nextChunk()).containsExactly(5L);
        assertThat(lag()).isZero();
    }

    @Test
    void whatIsMoreThanAChunkOrStandsAloneIsOneByItself() {
        // Given
        add(sentTo(GENERAL), deleted(9), sentTo(GENERAL));
        add(new Event.ChannelDeleted(channel(GENERAL)), sentTo(RANDOM));

        // When, Then
        assertThat(nextChunk()).containsExactly(1L);
        assertThat(nextChunk()).containsExactly(2L);
        assertThat(nextChunk()).containsExactly(3L);
        assertThat(nextChunk()).containsExactly(4L);
        assertThat(nextChunk()).containsExactly(5L);
    }

    @Test
    void whatIsLeftUndoneLagsNoLonger() {
        // Given
        add(deleted(3), sentTo(GENERAL));

        // When
        queue.forget();

        // Then
        assertThat(lag()).isZero();
        assertRefused(() -> queue.await(GENERAL));
    }

    private void add(Event.Durable... events) {
        for (Event.Durable event : events) {
            seq++;
            queue.add(List.of(new LogEntry(seq, event)));
        }
    }

    private static Event.Durable sentTo(ChannelId channelId) {
        return sent(message(channelId, messageId(1), "m"));
    }

    private static Event.Durable deleted(int messages) {
        return new Event.MessagesBulkDeleted(
                GENERAL, LongStream.range(0, messages).mapToObj(MessageId::new).toList());
    }

    private List<Long> nextChunk() {
        List<LogEntry> chunk = queue.next();
        queue.done(chunk);
        return chunk.stream().map(LogEntry::seq).toList();
    }

    private double lag() {
        return registry.get("guild_store_projection_lag_entries").gauge().value();
    }

    private static void assertRefused(ThrowingCallable waiting) {
        assertThatThrownBy(waiting).isInstanceOf(StoreException.Unreachable.class);
    }
}
