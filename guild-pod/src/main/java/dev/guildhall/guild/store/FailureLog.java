package dev.guildhall.guild.store;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/// Says in the log that requests fail because of their store: one line at once, and then one every
/// ten seconds with how many there were since (`count`), since a store that is away fails every
/// request. A store that does not answer needs no stack trace, which is there at level DEBUG.
///
/// Safe for many threads.
public final class FailureLog {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final Ticker ticker;
    private final String phrase;
    private long saidNanos;
    private long count;
    private boolean said;

    /// `phrase` says what fails.
    public FailureLog(Logger log, Ticker ticker, String phrase) {
        this.log = log;
        this.ticker = ticker;
        this.phrase = phrase;
    }

    public void failed(StoreException failure) {
        log.atDebug().setCause(failure).log(phrase);
        long failed = due();
        if (failed > 0) {
            log.atWarn()
                    .setCause(failure instanceof StoreException.Unreachable ? null : failure)
                    .addKeyValue(LogKeys.REASON, failure.getMessage())
                    .addKeyValue(LogKeys.COUNT, failed)
                    .log(phrase);
        }
    }

    /// How many failures the line is about that is to be written now; 0 for none.
    private synchronized long due() {
        long now = ticker.nanos();
        count++;
        if (said && now - saidNanos < EVERY_NANOS) {
            return 0;
        }
        long failed = count;
        count = 0;
        said = true;
        saidNanos = now;
        return failed;
    }
}
