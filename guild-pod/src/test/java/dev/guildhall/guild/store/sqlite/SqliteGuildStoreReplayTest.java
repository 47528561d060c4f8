package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.GuildStoreReplayContract;
import dev.guildhall.guild.store.GuildStores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store's log and tables say the same, also while of deleted reactions all but one
/// are still there.
class SqliteGuildStoreReplayTest extends GuildStoreReplayContract {

    @TempDir Path folder;
    private SqliteGuildStores stores;

    @BeforeEach
    void openStores() {
        StoreOptions defaults = StoreOptions.defaults();
        stores = SqliteStores.in(folder, defaults.withLog(defaults.logEntriesKept(), 1));
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected GuildStores stores() {
        return stores;
    }
}
