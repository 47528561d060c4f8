package dev.guildhall.guild.accounts;

import dev.guildhall.common.time.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.io.TempDir;

class SqliteGuildIndexTest extends GuildIndexContract {

    @TempDir Path folder;

    @Override
    protected AccountsStore open(LongSupplier ids, Ticker ticker) {
        Path file = folder.resolve("accounts.db");
        return SqliteAccountsStore.open(file, ids, ticker, new SimpleMeterRegistry());
    }

    @Override
    protected AccountsStore openElsewhere(LongSupplier ids, Ticker ticker) {
        Path file = folder.resolve("elsewhere.db");
        return SqliteAccountsStore.open(file, ids, ticker, new SimpleMeterRegistry());
    }
}
