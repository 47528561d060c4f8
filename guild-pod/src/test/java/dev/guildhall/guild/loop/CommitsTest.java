package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.store.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Appends with a thread of their own beside the loop's, which is the test's here.
class CommitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ITEMS = 3;
    private static final long BYTES = 700;

    private final FakeGuildStore store = EngineHarness.aGuild().store;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Commits commits =
            new Commits(
                    store,
                    new FakeTicker(),
                    EngineHarness.appendsOf(ITEMS, BYTES),
                    executor,
                    () -> {});
    private final long before = store.stored.seq();
    private final int appendsBefore = store.appends;
    private long seq = before;

    @AfterEach
    void stop() {
        store.open();
        executor.close();
    }

    @Test
    void oneAppendAtATimeWhicheverThreadsWantOne() {
        // Given: one is under way
        store.block();
        commits.submit(batch(1), false);
        await().until(() -> store.blocked);

        // When
        commits.submit(batch(1), true);
        commits.submit(batch(1), false);

        // Then
        assertThat(commits.next()).isNull();
        assertThat(commits.isIdle()).isFalse();

        // When
        store.open();
        commits.drain();

        // Then
        assertThat(heard()).containsExactly(before + 1, before + 2, before + 3);
        assertThat(store.appends).isEqualTo(appendsBefore + 2);
        assertThat(commits.isIdle()).isTrue();
    }

    @Test
    void aDrainReturnsWhenTheAppendThatIsUnderWayHasEnded() throws Exception {
        // Given
        store.block();
        commits.submit(batch(1), false);
        await().until(() -> store.blocked);

        // When
        Thread drain = Thread.ofPlatform().daemon().start(commits::drain);

        // Then
        await().until(() -> drain.getState() == Thread.State.WAITING);
        store.open();
        assertThat(drain.join(PATIENCE)).isTrue();
        assertThat(heard()).containsExactly(before + 1);
    }

    @Test
    void anAppendHasAsManyEventsAndBytesAsABatchMayHave() {
        // Given: one is under way
        store.block();
        commits.submit(batch(1), false);
        await().until(() -> store.blocked);

        // When
        commits.submit(batch(2), false);
        commits.submit(batch(2), false);
        commits.submit(batch(1), false);
        commits.submit(heavy(), false);
        commits.submit(batch(1), false);
        store.open();
        commits.drain();

        // Then: what is too heavy alone is stored alone
        assertThat(appends()).extracting(each -> each.log().size()).containsExactly(1, 2, 3, 1, 1);
    }

    @Test
    void whatTheMachineThrowsIsTheLoopsToThrow() {
        // Given
        store.error = new OutOfMemoryError("a test's");

        // When
        commits.submit(batch(1), false);
        commits.drain();

        // Then
        Commits.Ended ended = commits.next();
        assertThat(ended).isNotNull();
        assertThat(ended.append().failure()).hasCause(store.error);
    }

    private Batch batch(int events) {
        Batch batch = new Batch(seq);
        for (int i = 0; i < events; i++) {
            batch.add(new Event.BanAdded(user(1_000 + batch.seq(), "banned"), null));
        }
        seq = batch.seq();
        return batch;
    }

    /// Weighs more than an append may.
    private Batch heavy() {
        Batch batch = new Batch(seq);
        ChannelId channelId = store.stored.channels().iterator().next().id();
        List<MessageId> ids = Collections.nCopies((int) BYTES / Long.BYTES, new MessageId(1));
        batch.add(new Event.MessagesBulkDeleted(channelId, ids));
        seq = batch.seq();
        return batch;
    }

    /// All that have ended.
    private List<Commits.Appended> appends() {
        List<Commits.Appended> all = new ArrayList<>();
        for (Commits.Ended each = commits.next(); each != null; each = commits.next()) {
            all.add(each.append());
        }
        return all;
    }

    private List<Long> heard() {
        return appends().stream().flatMap(each -> each.log().stream()).map(LogEntry::seq).toList();
    }
}
