package dev.guildhall.e2e.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What lies in files goes to a Cassandra cluster and back, by backups and by a migration, and goes
/// on there. All of it on one server, in keyspaces of its own.
@Timeout(400)
class CassandraTransferTest {

    private static final int BEFORE = 120;

    @TempDir Path folder;

    @Test
    void aBackupIsRestoredOnCassandraWhichIsBackedUpWhileItRuns() throws Exception {
        String spec = SampleSpec.withoutRateLimits("to-cassandra").toString();
        try (var guildhall = RunningGuildhall.start("to-cassandra", "-f", spec)) {
            // Given
            String token = guildhall.createBot("keeper");
            BotApi bot = new BotApi(guildhall.api().toString(), token);
            String channel = bot.textChannelId();
            post(bot, channel);
            String guild = bot.guildId();
            bot.close();
            String expected = guildhall.launcher("export", "--guild", guild);

            // When
            String backup = folder.resolve("backup").toString();
            guildhall.launcher("backup", backup);
            LocalInstance restored = new LocalInstance(folder.resolve("restored"));
            restored.launcher(cluster("restored", "restore", backup));

            // Then
            assertThat(restored.launcher("export", "--guild", guild)).isEqualTo(expected);
            assertThat(elsewhere(guild, "restored")).isEqualTo(expected);

            // When
            String again = folder.resolve("again").toString();
            List<String> all = restored.backedUpWhilePosting(token, channel, again);
            LocalInstance back = new LocalInstance(folder.resolve("back"));
            back.launcher("restore", again);

            // Then
            List<String> kept = back.history(token, channel);
            assertThat(kept).hasSizeGreaterThanOrEqualTo(BEFORE);
            assertThat(kept).isEqualTo(all.subList(0, kept.size()));
        }
    }

    /// Without a data directory of its own.
    private String elsewhere(String guild, String keyspace) throws IOException {
        return new LocalInstance(folder.resolve("none"))
                .launcher(cluster(keyspace, "export", "--guild", guild));
    }

    @Test
    void aMigrationThatIsInterruptedGoesOnAndTheInstanceAfterIt() throws Exception {
        String spec = SampleSpec.withoutRateLimits("migrate").toString();
        try (var guildhall = RunningGuildhall.start("migrate", "-f", spec)) {
            // Given
            String token = guildhall.createBot("keeper");
            BotApi bot = new BotApi(guildhall.api().toString(), token);
            String channel = bot.textChannelId();
            List<String> before = post(bot, channel);
            String guild = bot.guildId();
            bot.close();
            guildhall.launcher("down");
            String expected = guildhall.launcher("export", "--guild", guild);
            LocalInstance migrated = new LocalInstance(guildhall.data());

            // When
            String[] migrate = cluster("migrated", "store", "migrate", "--to", "cassandra");
            migrated.interrupted(guildhall.data().resolve("data/migrate.jsonl"), migrate);

            // Then
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> migrated.launcher("up", "-d", "--port", "0"))
                    .withMessageContaining("exits with 2")
                    .withMessageContaining("migration that was not finished");

            // When
            migrated.launcher(migrate);

            // Then
            assertThat(migrated.launcher("export", "--guild", guild)).isEqualTo(expected);
            assertThat(migrated.history(token, channel)).isEqualTo(before);
        }
    }

    private static List<String> post(BotApi bot, String channel) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < BEFORE; i++) {
            ids.add(bot.post(channel, "before " + i));
        }
        return ids;
    }

    /// A command with the options that name a keyspace of the class's server.
    private static String[] cluster(String keyspace, String... command) {
        InetSocketAddress node = SharedCassandra.get(System.getenv()).contactPoint();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--contact-points", node.getHostString() + ":" + node.getPort()));
        all.addAll(List.of("--keyspace", keyspace));
        return all.toArray(String[]::new);
    }
}
