package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.SqliteAccountsArchive;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.content.GuildArchive;
import dev.guildhall.guild.store.sqlite.SqliteGuildArchive;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A store to copy out of or put into, of whichever kind.
///
/// `name` is for people. `accounts` opens, or makes, the accounts; `accountsStore` opens them as
/// pods do, for the indexes, and only after their key is there.
record OpenStore(
        String name,
        GuildArchive guilds,
        Supplier<AccountsArchive> accounts,
        Supplier<AccountsStore> accountsStore) {

    /// The store as one to put into.
    TransferTarget target() {
        return new TransferTarget(name, guilds, accounts, accountsStore);
    }

    /// The embedded store in `folder`.
    static OpenStore embedded(Path folder) {
        Path accounts = folder.resolve("accounts.db");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        return new OpenStore(
                "the embedded store in " + folder,
                new SqliteGuildArchive(folder.resolve("guilds"), new ProtoEventBytes()),
                () -> SqliteAccountsArchive.open(accounts, registry),
                () ->
                        SqliteAccountsStore.open(
                                accounts, OpenStore::noIds, Ticker.system(), registry));
    }

    private static long noIds() {
        throw new IllegalStateException("a transfer makes no ids");
    }
}
