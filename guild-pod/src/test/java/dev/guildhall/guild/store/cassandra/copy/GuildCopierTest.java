package dev.guildhall.guild.store.cassandra.copy;

import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.RandomGuild;
import dev.guildhall.guild.store.cassandra.tables.CassandraStores;
import dev.guildhall.guild.store.cassandra.tables.TablesReader;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.sqlite.SqliteGuildArchive;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A guild that goes on while it is copied, also under new owners, and whose copying is interrupted
/// again and again, is what the same events make in the embedded store.
@Timeout(120)
class GuildCopierTest {

    private static final int BEFORE = 600;
    private static final int ALL = 100_000;
    private static final GuildCopier.Steps SMALL = new GuildCopier.Steps(4, 2, 40, 20);

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @TempDir Path folder;

    private final List<LogEntry> log = new ArrayList<>();
    private Random random = new Random();
    private RandomGuild guild = new RandomGuild(random);

    private static final class Interrupted extends RuntimeException {}

    @RepeatedTest(4)
    void aGuildThatGoesOnIsCopiedAsOfOneEvent() {
        // Given
        long seed = new Random().nextLong();
        random = new Random(seed);
        guild = new RandomGuild(random);
        try (OpenGuild first = new OpenGuild(cassandra.stores(), 1, "pod")) {
            while (log.size() < BEFORE) {
                grow(first, 20);
            }
        }

        // When
        int interruptions = 0;
        while (!copied(2 + interruptions)) {
            interruptions++;
        }

        // Then
        try (SqliteGuildCopy copy = SqliteGuildCopy.open(file(), new ProtoEventBytes())) {
            Content found = copy.read(Content::of);
            assertThat(found)
                    .as("seed %d, %d interruptions", seed, interruptions)
                    .isEqualTo(expected(found.seq()));
            assertThat(found.seq()).isGreaterThan(BEFORE);
        }
    }

    private void grow(OpenGuild owned, int count) {
        List<Event.Durable> events = guild.next(count);
        owned.append(events);
        events.forEach(event -> log.add(new LogEntry(log.size() + 1, event)));
    }

    /// One attempt; after each of its steps the guild goes on.
    private boolean copied(long epoch) {
        try (OpenGuild owned = new OpenGuild(cassandra.stores(), epoch, "pod");
                SqliteGuildCopy copy = SqliteGuildCopy.open(file(), new ProtoEventBytes())) {
            return new GuildCopier(
                            cassandra.logs().follow(GUILD),
                            new TablesReader(
                                    CassandraStores.session(), new ProtoEventBytes(), GUILD),
                            copy,
                            _ -> {
                                grow(owned, 1 + random.nextInt(9));
                                if (copy.reached().isPresent() && random.nextInt(12) == 0) {
                                    throw new Interrupted();
                                }
                            },
                            0,
                            SMALL)
                    .run();
        } catch (Interrupted _) {
            return false;
        }
    }

    private Path file() {
        return folder.resolve("guild.copy");
    }

    /// What the first events make in the embedded store.
    private Content expected(long seq) {
        Path guilds = folder.resolve("guilds");
        try (SqliteGuildStores stores =
                        new SqliteGuildStores(
                                guilds,
                                new ProtoEventBytes(),
                                StoreOptions.defaults(),
                                new StoreMetrics(new SimpleMeterRegistry()));
                GuildStore store = stores.claim(GUILD, 1, "pod")) {
            store.append(log.subList(0, (int) seq));
        }
        return new SqliteGuildArchive(guilds, new ProtoEventBytes()).read(GUILD, Content::of);
    }

    /// Everything of a guild.
    private record Content(long seq, List<Object> parts, List<StoredMessage> messages) {

        static Content of(GuildReading reading) {
            var head = reading.head();
            List<StoredMessage> messages = new ArrayList<>();
            head.channels()
                    .forEach(channel -> messages.addAll(reading.messages(channel.id(), null, ALL)));
            return new Content(
                    reading.seq(),
                    List.of(
                            head.guild(),
                            head.roles(),
                            head.channels(),
                            head.last(),
                            reading.members(null, ALL),
                            reading.formerMembers(null, ALL),
                            reading.bans(null, ALL)),
                    messages);
        }
    }
}
