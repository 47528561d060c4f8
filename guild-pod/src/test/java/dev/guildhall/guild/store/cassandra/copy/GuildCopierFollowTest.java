package dev.guildhall.guild.store.cassandra.copy;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.cassandra.tables.CassandraStores;
import dev.guildhall.guild.store.cassandra.tables.TablesReader;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.sqlite.SqliteGuildCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How far a log is followed while pages are read: as far as the tables are, because what is
/// followed must be in every page that comes later, and no less, because the log is trimmed.
@Timeout(120)
class GuildCopierFollowTest {

    private static final int MESSAGES = 40;
    private static final GuildCopier.Steps STEPS = new GuildCopier.Steps(4, 1, 40, 20);

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @TempDir Path folder;

    private final List<Message> messages =
            LongStream.rangeClosed(1, MESSAGES)
                    .mapToObj(ms -> message(GENERAL, messageId(ms), "message " + ms))
                    .toList();

    @Test
    void whatTheTablesDoNotHaveYetIsFollowedAfterAllPages() {
        // Given
        long end = grow(1, created());
        end = grow(2, messages.stream().map(message -> (Event.Durable) sent(message)).toList());
        Message edited = messages.getLast().withContent("edited", List.of());
        var entry = new LogEntry(end + 1, new Event.MessageUpdated(edited, null));

        // When: an owner that ends before its tables have it
        List<StoredMessage> copied =
                copy((page, _) -> {
                    if (page == 1) {
                        cassandra.logs().claim(GUILD, 3, "pod").append(List.of(entry));
                    }
                });

        // Then
        assertThat(copied).hasSize(MESSAGES);
        assertThat(copied.getLast().message().content()).isEqualTo("edited");
    }

    @Test
    void whatTheTablesHaveIsFollowedWhilePagesAreRead() {
        // Given
        grow(1, created());
        long before = grow(2, messages.stream().map(m -> (Event.Durable) sent(m)).toList());
        List<Long> followed = new ArrayList<>();

        // When
        copy((page, copy) -> {
            followed.add(copy.reached().orElseThrow().followed());
            if (page == 1) {
                grow(3, sent(message(GENERAL, messageId(MESSAGES + 1), "meanwhile")));
            }
        });

        // Then
        assertThat(followed.getFirst()).isLessThanOrEqualTo(before);
        assertThat(followed.getLast()).isEqualTo(before + 1);
    }

    private interface Step {

        /// A page of messages was copied, the first being 1.
        void copied(int page, SqliteGuildCopy copy);
    }

    private List<StoredMessage> copy(Step step) {
        try (SqliteGuildCopy copy =
                SqliteGuildCopy.open(folder.resolve("guild.copy"), new ProtoEventBytes())) {
            LongConsumer copied =
                    new LongConsumer() {
                        private int pages;

                        @Override
                        public void accept(long count) {
                            if (count > 0) {
                                step.copied(++pages, copy);
                            }
                        }
                    };
            var tables = new TablesReader(CassandraStores.session(), new ProtoEventBytes(), GUILD);
            boolean whole =
                    new GuildCopier(cassandra.logs().follow(GUILD), tables, copy, copied, 0, STEPS)
                            .run();
            assertThat(whole).isTrue();
            return copy.read(guild -> guild.messages(GENERAL, null, 10 * MESSAGES));
        }
    }

    private long grow(long epoch, Event.Durable event) {
        return grow(epoch, List.of(event));
    }

    /// An owner that ends after its tables have everything. Returns its last seq.
    private long grow(long epoch, List<Event.Durable> events) {
        try (OpenGuild owned = new OpenGuild(cassandra.stores(), epoch, "pod")) {
            owned.append(events);
            owned.store.listMessages(GENERAL, Query.Anchor.LATEST, null, 1, OWNER);
            return owned.seq();
        }
    }
}
