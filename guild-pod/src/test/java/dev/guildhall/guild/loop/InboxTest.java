package dev.guildhall.guild.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How the loop's thread sleeps and is woken.
class InboxTest {

    private static final int CAPACITY = 10;
    private static final long FOR_LONG_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Inbox inbox = new Inbox(CAPACITY);

    @Test
    void aWakeThatComesBeforeTheSleepEndsIt() throws Exception {
        // Given
        inbox.wake();

        // When
        Thread loop = sleeping(false);

        // Then
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void aWakeEndsTheSleepThoughNoItemIsWanted() throws Exception {
        // Given
        Thread loop = sleeping(false);
        awaitSleep(loop);

        // When
        inbox.put(item());
        inbox.wake();

        // Then
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void anItemEndsTheSleepOfWhoWantsOne() throws Exception {
        // Given
        Thread loop = sleeping(true);
        awaitSleep(loop);

        // When
        inbox.put(item());

        // Then
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    @Test
    void whoWantsNoItemSleepsOnThoughThereAreSome() throws Exception {
        // Given
        inbox.put(item());

        // When
        Thread loop = sleeping(false);

        // Then
        awaitSleep(loop);
        inbox.wake();
        assertThat(loop.join(PATIENCE)).isTrue();
    }

    private Thread sleeping(boolean forItems) {
        return Thread.ofPlatform().daemon().start(() -> inbox.await(forItems, FOR_LONG_NANOS));
    }

    private static void awaitSleep(Thread loop) {
        await().until(() -> loop.getState() == Thread.State.TIMED_WAITING);
    }

    private static Inbound item() {
        return new Inbound.Continue("test", _ -> {});
    }
}
