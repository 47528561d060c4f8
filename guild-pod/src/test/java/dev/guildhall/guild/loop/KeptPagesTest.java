package dev.guildhall.guild.loop;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.RANDOM;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A kept page is shown as long as it is right, and no longer.
class KeptPagesTest {

    private static final Result.Messages PAGE =
            new Result.Messages(List.of(message(GENERAL, messageId(1), "m")));

    private final FakeTicker ticker = new FakeTicker();
    private final KeptPages pages = new KeptPages(ticker);

    private static Query.ListMessages newest(ChannelId channelId, int limit) {
        return new Query.ListMessages(channelId, Query.Anchor.LATEST, null, limit);
    }

    private static Query.ListMessages around(ChannelId channelId, long id) {
        return new Query.ListMessages(channelId, Query.Anchor.AROUND, new MessageId(id), 50);
    }

    private static List<LogEntry> sentAt(long seq, ChannelId channelId) {
        return List.of(new LogEntry(seq, sent(message(channelId, messageId(seq), "m"))));
    }

    @Test
    void aPageIsKeptForItsChannelAndLimit() {
        // When
        pages.keep(newest(GENERAL, 50), PAGE, 5);

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).contains(PAGE);
        assertThat(pages.find(newest(GENERAL, 100))).isEmpty();
        assertThat(pages.find(newest(RANDOM, 50))).isEmpty();
    }

    @Test
    void aChangeOfTheChannelTakesItsPagesAndNoOthers() {
        // Given
        pages.keep(newest(GENERAL, 50), PAGE, 5);
        pages.keep(newest(RANDOM, 50), PAGE, 5);

        // When
        pages.stored(sentAt(6, GENERAL));

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).isEmpty();
        assertThat(pages.find(newest(RANDOM, 50))).contains(PAGE);
    }

    @Test
    void pagesOfOldMessagesTakeNothingFromTheNewestOnes() {
        // Given
        pages.keep(newest(GENERAL, 50), PAGE, 5);

        // When
        for (long id = 1; id <= 1_000; id++) {
            pages.keep(around(GENERAL, id), PAGE, 5);
        }

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).contains(PAGE);
        assertThat(pages.find(around(GENERAL, 1_000))).contains(PAGE);
        assertThat(pages.find(around(GENERAL, 1))).isEmpty();

        // When
        pages.stored(sentAt(6, GENERAL));

        // Then
        assertThat(pages.find(around(GENERAL, 1_000))).isEmpty();
    }

    @Test
    void theLastChangeOfAChannelIsKnownOrTakenForLater() {
        // When
        pages.stored(sentAt(6, GENERAL));
        pages.stored(sentAt(7, RANDOM));

        // Then
        assertThat(pages.changedSeq(GENERAL)).isEqualTo(6);
        assertThat(pages.changedSeq(new ChannelId(999))).isZero();

        // When
        pages.rebuilt(9);

        // Then
        assertThat(pages.changedSeq(GENERAL)).isEqualTo(9);
        assertThat(pages.changedSeq(new ChannelId(999))).isEqualTo(9);
    }

    @Test
    void aPageThatWasReadBeforeTheChangeIsNotKeptAfterIt() {
        // Given
        pages.stored(sentAt(6, GENERAL));

        // When
        pages.keep(newest(GENERAL, 50), PAGE, 5);

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).isEmpty();
        pages.keep(newest(GENERAL, 50), PAGE, 6);
        assertThat(pages.find(newest(GENERAL, 50))).contains(PAGE);
    }

    @Test
    void aStateThatWasReadAnewTakesAllPages() {
        // Given
        pages.keep(newest(GENERAL, 50), PAGE, 5);

        // When
        pages.rebuilt(7);

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).isEmpty();
        pages.keep(newest(GENERAL, 50), PAGE, 6);
        assertThat(pages.find(newest(GENERAL, 50))).isEmpty();
        pages.keep(newest(GENERAL, 50), PAGE, 7);
        assertThat(pages.find(newest(GENERAL, 50))).contains(PAGE);
    }

    @Test
    void aQuietChannelsPageGoesAfterAMinute() {
        // Given
        pages.keep(newest(GENERAL, 50), PAGE, 5);

        // When
        ticker.advanceMs(60_001);

        // Then
        assertThat(pages.find(newest(GENERAL, 50))).isEmpty();
    }

    @Test
    void changesOfVeryManyChannelsAreForgottenSafely() {
        // Given
        for (long i = 1; i <= 5_000; i++) {
            pages.stored(sentAt(i, new ChannelId(100_000 + i)));
        }

        // When
        pages.keep(newest(new ChannelId(100_001), 50), PAGE, 0);

        // Then
        assertThat(pages.find(newest(new ChannelId(100_001), 50))).isEmpty();
    }
}
