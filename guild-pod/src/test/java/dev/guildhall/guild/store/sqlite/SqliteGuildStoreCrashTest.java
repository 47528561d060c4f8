package dev.guildhall.guild.store.sqlite;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.store.GuildFixture;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Owners in other processes that are killed or paused while they append.
class SqliteGuildStoreCrashTest {

    @TempDir Path folder;

    @Test
    void whatAKilledOwnerAcknowledgedIsThereOnceAndInOrder() throws Exception {
        for (int round = 1; round <= 3; round++) {
            // Given
            long acknowledged;
            try (StoreProcess child = StoreProcess.start(folder, 2L * round)) {
                child.awaitAppends(1 + new Random().nextInt(100));

                // When
                child.signal("KILL");
                assertThat(child.lastWords()).isNull();
                acknowledged = child.acknowledged();
            }

            // Then
            try (var stores = SqliteStores.in(folder);
                    var guild = new OpenGuild(stores, 2L * round + 1, "test")) {
                assertThat(guild.seq()).isGreaterThanOrEqualTo(acknowledged);
                checkLog(guild);
                checkHistory(guild);
            }
        }
    }

    @Test
    void aPausedOwnerIsFencedWhenItGoesOn() throws Exception {
        try (StoreProcess child = StoreProcess.start(folder, 10);
                var stores =
                        SqliteStores.in(folder, StoreOptions.defaults().withBlockedAfterMs(200))) {
            // Given
            try (OpenGuild guild = claimWhilePaused(child, stores)) {
                long taken = guild.seq();
                guild.append(StoreProcess.messages(taken, 3));

                // When
                child.signal("CONT");

                // Then
                assertThat(child.lastWords()).isEqualTo("fenced 20");
                assertThat(child.exitCode()).isEqualTo(StoreProcess.FENCED);
                assertThat(child.acknowledged()).isLessThanOrEqualTo(taken);
                guild.append(StoreProcess.messages(guild.seq(), 3));
                assertThat(guild.store.recover().seq()).isEqualTo(taken + 6);
                checkLog(guild);
                checkHistory(guild);
            }
        }
    }

    /// Pauses the child where it does not hold the file's lock: then a claim goes through.
    private static OpenGuild claimWhilePaused(StoreProcess child, SqliteGuildStores stores)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            child.awaitAppends(5);
            child.signal("STOP");
            try {
                return new OpenGuild(stores, 20, "test");
            } catch (StoreException.Blocked e) {
                if (attempt == 50) {
                    throw e;
                }
                child.signal("CONT");
            }
        }
    }

    private static void checkLog(OpenGuild guild) {
        Optional<List<LogEntry>> log = guild.store.tail(0, Integer.MAX_VALUE);
        GuildState replayed = new GuildState();
        log.orElseThrow().forEach(entry -> replayed.apply(entry.event()));
        assertThat(replayed.snapshot()).isEqualTo(guild.store.recover());
        assertThat(log.orElseThrow().stream().map(LogEntry::seq).toList())
                .isEqualTo(LongStream.rangeClosed(1, guild.seq()).boxed().toList());
    }

    private static void checkHistory(OpenGuild guild) {
        List<String> contents =
                guild
                        .store
                        .listMessages(GENERAL, Query.Anchor.LATEST, null, Integer.MAX_VALUE, OWNER)
                        .reversed()
                        .stream()
                        .map(Message::content)
                        .toList();
        assertThat(contents)
                .isEqualTo(
                        LongStream.rangeClosed(2, guild.seq()).mapToObj(Long::toString).toList());
        assertThat(guild.store.recover().guild()).isEqualTo(GuildFixture.guild("Guild"));
    }
}
