package dev.guildhall.guild.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every store must keep when its owner is killed at any step of what it does for a script's
/// batches: the next owner has all that was acknowledged, once and in order, at most the one batch
/// more that was under way, whole; its tables say the same, and it goes on to the script's end.
public abstract class GuildStoreKillContract {

    private static final int TRIES = 3;
    private static final AtomicLong GUILDS = new AtomicLong(9_000_000);

    /// A step at which the owner is killed.
    protected interface Death {

        String name();

        /// Plays the script on its guild until the step, ends there, and returns the last seq that
        /// was acknowledged; none when the step did not come, because a slow machine had something
        /// fail or done in another order.
        OptionalLong die(KillScript script) throws Exception;
    }

    /// The steps, each found by watching an owner that is not killed.
    protected abstract List<Death> deaths() throws Exception;

    /// Where the next owner finds what the last one left.
    protected abstract GuildStores stores();

    /// What the next owner leaves at its end, besides what every store has.
    protected void checkRest(GuildId guildId) {}

    /// A guild that no other death has.
    protected static KillScript script() {
        return new KillScript(new GuildId(GUILDS.incrementAndGet()));
    }

    @TestFactory
    Stream<DynamicTest> theNextOwnerHasEverythingWhenOneIsKilled() throws Exception {
        return deaths().stream()
                .map(death -> DynamicTest.dynamicTest(death.name(), () -> check(death)));
    }

    private void check(Death death) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            // Given
            KillScript script = script();

            // When
            OptionalLong acknowledged = death.die(script);

            // Then
            checkNext(script, acknowledged);
            checkRest(script.guildId());
            if (acknowledged.isPresent()) {
                return;
            }
        }
        throw new AssertionError("the step was not reached");
    }

    private void checkNext(KillScript script, OptionalLong acknowledged) {
        try (ScriptedGuild next = new ScriptedGuild(script, stores(), 10, "next")) {
            acknowledged.ifPresent(
                    seq -> assertThat(next.seq()).isBetween(seq, afterBatch(script, seq)));
            next.check();
            next.play(script.batches().size(), () -> {});
            next.check();
        }
    }

    /// The seq at the end of the batch that comes after `seq`.
    private static long afterBatch(KillScript script, long seq) {
        long end = 0;
        for (var batch : script.batches()) {
            end += batch.size();
            if (end > seq) {
                return end;
            }
        }
        return end;
    }
}
