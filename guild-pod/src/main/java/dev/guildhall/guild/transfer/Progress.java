package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import java.io.PrintStream;
import java.util.Locale;

/// The line that says how far a transfer is: guilds, messages, MB/s and how long it will still
/// take. Once a second in a terminal, where it stays one line, else every five seconds. For one
/// thread.
final class Progress {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long TERMINAL_NANOS = NANOS_PER_SECOND;
    private static final long LINES_NANOS = 5 * NANOS_PER_SECOND;
    private static final double MEGABYTE = 1e6;

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

    void advance(long moreMessages, long moreBytes) {
        messages += moreMessages;
        moved += moreBytes;
        guildBytesDone = Math.min(guildBytes, guildBytesDone + moreBytes);
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
        return String.format(
                Locale.ROOT,
                "%s: guilds %d/%d, %,d messages, %.1f MB/s, ETA %s",
                what,
                guildsDone,
                guilds,
                messages,
                moved / MEGABYTE / Math.max(seconds, 1e-3),
                eta(seconds));
    }

    private String eta(double seconds) {
        long done = bytesDone + guildBytesDone;
        if (done == 0 || bytes < done) {
            return "unknown";
        }
        long left = Math.round(seconds * (bytes - done) / done);
        return String.format(Locale.ROOT, "%d:%02d:%02d", left / 3_600, left / 60 % 60, left % 60);
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
