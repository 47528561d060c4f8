package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.ChangedChannel;
import dev.guildhall.guild.store.LogEntry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest pages of the channels that were read last, as nobody in particular sees them.
///
/// Exact: the loop says which channels a batch has changed before anybody hears of the batch, and a
/// page that was read as of an earlier event is not shown any more. A page that nothing changes
/// goes after a minute, because messages may also grow too old to be shown. Bounded; safe for many
/// threads, and nobody waits but for a look-up.
final class FirstPages {

    private static final int MAX_PAGES = 128;
    private static final int MAX_CHANGES = 4_096;
    private static final long MAX_AGE_NANOS = 60_000_000_000L;

    private final Ticker ticker;
    private final Map<Key, Page> pages =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Page> eldest) {
                    return size() > MAX_PAGES;
                }
            };

    /// The last event that changed a channel, of those of which a page may be kept or on its way.
    private final Map<ChannelId, Long> changes = new HashMap<>();

    /// A page read as of an event before this is not known to be right, whatever its channel.
    private long notBefore;

    FirstPages(Ticker ticker) {
        this.ticker = ticker;
    }

    private record Key(ChannelId channelId, int limit) {}

    private record Page(Result.Messages messages, long atNanos) {}

    synchronized Optional<Result.Messages> find(ChannelId channelId, int limit) {
        Page page = pages.get(new Key(channelId, limit));
        return page == null || ticker.nanos() - page.atNanos > MAX_AGE_NANOS
                ? Optional.empty()
                : Optional.of(page.messages);
    }

    /// Keeps a page that includes all events up to `asOfSeq` at least, unless its channel may have
    /// changed since.
    synchronized void keep(ChannelId channelId, int limit, Result.Messages messages, long asOfSeq) {
        if (asOfSeq >= notBefore && asOfSeq >= changes.getOrDefault(channelId, 0L)) {
            pages.put(new Key(channelId, limit), new Page(messages, ticker.nanos()));
        }
    }

    /// To be called when `log` is stored, before anybody hears of it.
    synchronized void stored(List<LogEntry> log) {
        for (LogEntry entry : log) {
            ChannelId channelId = ChangedChannel.of(entry.event());
            if (channelId != null) {
                changes.put(channelId, entry.seq());
                pages.keySet().removeIf(key -> key.channelId().equals(channelId));
            }
        }
        if (changes.size() > MAX_CHANGES && !log.isEmpty()) {
            changes.clear();
            notBefore = log.getLast().seq();
        }
    }

    /// The state was read anew as of `seq`: events may have been stored of which nobody heard.
    synchronized void rebuilt(long seq) {
        pages.clear();
        notBefore = Math.max(notBefore, seq);
    }
}
