package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.GuildHistoryContract;
import dev.guildhall.guild.store.GuildStores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store's messages.
class SqliteGuildHistoryTest extends GuildHistoryContract {

    @TempDir Path folder;
    private SqliteGuildStores stores;

    @BeforeEach
    void openStores() {
        stores = SqliteStores.in(folder);
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
