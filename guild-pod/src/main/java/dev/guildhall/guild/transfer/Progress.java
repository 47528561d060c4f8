package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import java.io.PrintStream;
import java.util.Locale;

/// The line that says how far a transfer is: guilds, messages, MB/s and, once that can be told, how
/// long it will still take. Once a second in a terminal, where it stays one line, else every five
/// seconds. For one thread.
final class Progress {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long TERMINAL_NANOS = NANOS_PER_SECOND;
    private static final long LINES_NANOS = 5 * NANOS_PER_SECOND;
    private static final double MEGABYTE = 1e6;
    private static final double ETA_AFTER_S = 10;
    private static final double ETA_SHARE = 0.02;

    private final String what;
    private final PrintStream out;
    private final Ticker ticker;
    private final boolean terminal;
    private final long started;
    private long lastShown;
    private boolean open;
    private long guilds;
    private long guildsDone;
    private long bytes;
    private long bytesDone;
    private long guildBytes;
    private long guildBytesDone;
    private long moved;
    private long messages;
    private long copied;

    Progress(String what, PrintStream out, Ticker ticker, boolean terminal) {
        this.what = what;
        this.out = out;
        this.ticker = ticker;
        this.terminal = terminal;
        this.started = ticker.nanos();
        this.lastShown = started;
    }

    /// Says what is to be done: guilds in all, how many of them were done before, and about how
    /// many bytes the others have.
    void expect(long allGuilds, long alreadyDone, long bytesToDo) {
        guilds = allGuilds;
        guildsDone = alreadyDone;
        bytes = bytesToDo;
    }

    /// The next guild, and about how many bytes it has.
    void begin(long sizeBytes) {
        guildBytes = sizeBytes;
        guildBytesDone = 0;
    }

    /// Messages that were copied out of a store without snapshots, before they are moved.
    void copied(long moreMessages) {
        copied += moreMessages;
        step();
    }

    void advance(long moreMessages, long moreBytes) {
        messages += moreMessages;
        moved += moreBytes;
        guildBytesDone = Math.min(guildBytes, guildBytesDone + moreBytes);
        step();
    }

    private void step() {
        long now = ticker.nanos();
        if (now - lastShown >= (terminal ? TERMINAL_NANOS : LINES_NANOS)) {
            lastShown = now;
            show(now);
        }
    }

    void end() {
        guildsDone++;
        bytesDone += guildBytes;
        guildBytes = 0;
        guildBytesDone = 0;
    }

    private void show(long now) {
        out.print(terminal ? "\r\033[K" + line(now) : line(now) + "\n");
        out.flush();
        open = terminal;
    }

    private String line(long now) {
        double seconds = (now - started) / (double) NANOS_PER_SECOND;
        String first = copied > 0 ? String.format(Locale.ROOT, "%,d copied, ", copied) : "";
        return String.format(
                        Locale.ROOT,
                        "%s: guilds %d/%d, %s%,d messages, %.1f MB/s",
                        what,
                        guildsDone,
                        guilds,
                        first,
                        messages,
                        moved / MEGABYTE / Math.max(seconds, 1e-3))
                + eta(seconds);
    }

    /// Nothing until there is something to go by: some seconds, and a share of the whole.
    private String eta(double seconds) {
        long done = bytesDone + guildBytesDone;
        if (seconds < ETA_AFTER_S || done < bytes * ETA_SHARE || done == 0 || done > bytes) {
            return "";
        }
        long left = Math.round(seconds * (bytes - done) / done);
        return String.format(
                Locale.ROOT, ", ETA %d:%02d:%02d", left / 3_600, left / 60 % 60, left % 60);
    }

    /// A line of its own, for the summary and for what else is to be said.
    void say(String text) {
        if (open) {
            out.print("\n");
            open = false;
        }
        out.print(text + "\n");
        out.flush();
    }
}
