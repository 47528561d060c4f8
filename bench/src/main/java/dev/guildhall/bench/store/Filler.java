package dev.guildhall.bench.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/// Puts a guild into its store, by the store's own appends in large commits. Tells on stderr how
/// far it is.
final class Filler {

    private static final int COMMIT_EVENTS = 1_000;
    private static final int DELETED_AT_ONCE = 100;

    /// A commit of these has as many messages to look for as one of messages has to write.
    private static final int COMMIT_DELETIONS = COMMIT_EVENTS / DELETED_AT_ONCE;

    private static final int SHARES = 20;

    private final DeepGuild guild;
    private final GuildStore store;
    private final List<LogEntry> commit = new ArrayList<>();
    private final long total;
    private final long started = System.nanoTime();
    private long seq;
    private long done;

    private Filler(DeepGuild guild, GuildStore store) {
        this.guild = guild;
        this.store = store;
        this.total = guild.members() + guild.messages() + guild.deleted();
    }

    /// Returns when everything is in the store.
    static void fill(DeepGuild guild, GuildStore store) {
        Filler filler = new Filler(guild, store);
        filler.add(guild.created(), 1, 1);
        for (long i = 2; i <= guild.members(); i++) {
            filler.add(new Event.MemberJoined(guild.member(i)), 1, COMMIT_EVENTS);
        }
        for (long i = 0; i < guild.messages(); i++) {
            filler.add(guild.sent(i), 1, COMMIT_EVENTS);
        }
        filler.delete();
        filler.commit();
    }

    private void delete() {
        List<MessageId> ids = new ArrayList<>();
        LongStream numbers = guild.deleted() == 0 ? LongStream.empty() : guild.deletedNumbers();
        Iterator<Long> each = numbers.boxed().iterator();
        while (each.hasNext()) {
            ids.add(new MessageId(guild.id(each.next())));
            if (ids.size() == DELETED_AT_ONCE || !each.hasNext()) {
                add(
                        new Event.MessagesBulkDeleted(DeepGuild.CHANNEL, List.copyOf(ids)),
                        ids.size(),
                        COMMIT_DELETIONS);
                ids.clear();
            }
        }
    }

    private void add(Event.Durable event, int counts, int commitEvents) {
        seq++;
        commit.add(new LogEntry(seq, event));
        if (commit.size() >= commitEvents) {
            commit();
        }
        tell(counts);
    }

    private void commit() {
        store.append(List.copyOf(commit));
        commit.clear();
    }

    private void tell(int more) {
        long before = done * SHARES / total;
        done += more;
        if (done * SHARES / total > before) {
            System.err.printf(
                    "%d of %d written, %.0f s%n", done, total, (System.nanoTime() - started) / 1e9);
        }
    }
}
