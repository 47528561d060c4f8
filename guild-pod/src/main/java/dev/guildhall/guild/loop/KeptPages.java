package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.ChangedChannel;
import dev.guildhall.guild.store.LogEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The pages of messages that were read last, as nobody in particular sees them: channels' newest
/// ones, and apart from them a few others, so that who reads a channel from its end to its
/// beginning takes away nothing that many want.
///
/// Exact: the loop says which channels a batch has changed before anybody hears of the batch, and a
/// page that was read as of an earlier event is not shown any more. A page that nothing changes
/// goes after a minute, because messages may also grow too old to be shown. Bounded; safe for many
/// threads, and nobody waits but for a look-up.
final class KeptPages {

    private static final int MAX_NEWEST = 128;

    /// Of one guild: it is for those who follow one link at the same time, and has to cost little.
    private static final int MAX_OTHERS = 16;

    private static final int MAX_CHANGES = 4_096;
    private static final long MAX_AGE_NANOS = 60_000_000_000L;

    private final Ticker ticker;
    private final Map<Query.ListMessages, Page> newest = new Recent(MAX_NEWEST);
    private final Map<Query.ListMessages, Page> others = new Recent(MAX_OTHERS);

    /// The last event that changed a channel, of those of which a page may be kept or on its way.
    private final Map<ChannelId, Long> changes = new HashMap<>();

    /// A page read as of an event before this is not known to be right, whatever its channel.
    private long notBefore;

    KeptPages(Ticker ticker) {
        this.ticker = ticker;
    }

    private record Page(Result.Messages messages, long atNanos) {}

    /// Forgets what was longest not asked for.
    private static final class Recent extends LinkedHashMap<Query.ListMessages, Page> {

        private static final long serialVersionUID = 1;

        private final int capacity;

        Recent(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Query.ListMessages, Page> eldest) {
            return size() > capacity;
        }
    }

    private Map<Query.ListMessages, Page> like(Query.ListMessages list) {
        return list.anchor() == Query.Anchor.LATEST ? newest : others;
    }

    synchronized Optional<Result.Messages> find(Query.ListMessages list) {
        Page page = like(list).get(list);
        return page == null || ticker.nanos() - page.atNanos > MAX_AGE_NANOS
                ? Optional.empty()
                : Optional.of(page.messages);
    }

    /// The last event, of those of which somebody may have heard, that may have changed what the
    /// channel shows: an answer that includes it is right for whoever asks now.
    synchronized long changedSeq(ChannelId channelId) {
        return Math.max(notBefore, changes.getOrDefault(channelId, 0L));
    }

    /// Keeps a page that includes all events up to `asOfSeq` at least, unless its channel may have
    /// changed since.
    synchronized void keep(Query.ListMessages list, Result.Messages messages, long asOfSeq) {
        if (asOfSeq >= changedSeq(list.channelId())) {
            like(list).put(list, new Page(messages, ticker.nanos()));
        }
    }

    /// To be called when `log` is stored, before anybody hears of it.
    synchronized void stored(List<LogEntry> log) {
        Set<ChannelId> changed = new HashSet<>();
        for (LogEntry entry : log) {
            ChannelId channelId = ChangedChannel.of(entry.event());
            if (channelId != null) {
                changes.put(channelId, entry.seq());
                changed.add(channelId);
            }
        }
        if (!changed.isEmpty()) {
            newest.keySet().removeIf(list -> changed.contains(list.channelId()));
            others.keySet().removeIf(list -> changed.contains(list.channelId()));
        }
        if (changes.size() > MAX_CHANGES && !log.isEmpty()) {
            changes.clear();
            notBefore = log.getLast().seq();
        }
    }

    /// The state was read anew as of `seq`: events may have been stored of which nobody heard.
    synchronized void rebuilt(long seq) {
        newest.clear();
        others.clear();
        notBefore = Math.max(notBefore, seq);
    }
}
