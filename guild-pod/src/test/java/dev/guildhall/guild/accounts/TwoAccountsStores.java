package dev.guildhall.guild.accounts;

import dev.guildhall.common.id.SnowflakeSource;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.common.time.Ticker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Two stores on the same data, as two pods have them. The data may outlive a test: each has names,
/// ids and a time of its own.
public abstract class TwoAccountsStores {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final long IDS_OF_A_TEST = 1_000_000;

    private final int test = TESTS.incrementAndGet();
    private final FakeTicker ticker = new FakeTicker();

    /// No id of this test is lower.
    protected final long firstId = test * IDS_OF_A_TEST;

    protected final UserId owner = new UserId(firstId + 10);
    protected final UserId bob = new UserId(firstId + 11);
    private AccountsStore store;
    private AccountsStore other;

    /// A store on the same data as the test's others.
    protected abstract AccountsStore open(LongSupplier ids, Ticker ticker);

    /// A store on data of its own.
    protected abstract AccountsStore openElsewhere(LongSupplier ids, Ticker ticker);

    @BeforeEach
    void openStores() {
        ticker.advanceMs(test * 1_000L);
        store = open(ids(1), ticker);
        other = open(ids(2), ticker);
    }

    @AfterEach
    void closeStores() {
        other.close();
        store.close();
    }

    AccountsStore store() {
        return store;
    }

    AccountsStore other() {
        return other;
    }

    FakeTicker ticker() {
        return ticker;
    }

    /// Fresh ids of now.
    LongSupplier ids(int worker) {
        return new SnowflakeSource(ticker::unixMs, worker);
    }

    /// A name that no other test uses.
    String name(String name) {
        return name + test;
    }
}
