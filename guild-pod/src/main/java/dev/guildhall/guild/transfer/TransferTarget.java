package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.SqliteAccountsArchive;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.content.GuildTarget;
import dev.guildhall.guild.store.sqlite.SqliteGuildArchive;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A store to put into, of whichever kind.
///
/// `name` is for people. `accounts` opens, or makes, the accounts; `accountsStore` opens them as
/// pods do, for the indexes, and only after their key is there.
record TransferTarget(
        String name,
        GuildTarget guilds,
        Supplier<AccountsArchive> accounts,
        Supplier<AccountsStore> accountsStore) {

    /// Where ids would come from: a transfer makes none.
    static final LongSupplier NO_IDS =
            () -> {
                throw new IllegalStateException("a transfer makes no ids");
            };

    /// The embedded store in `folder`.
    static TransferTarget embedded(Path folder) {
        Path accounts = folder.resolve("accounts.db");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        return new TransferTarget(
                embeddedName(folder),
                new SqliteGuildArchive(folder.resolve("guilds"), new ProtoEventBytes()),
                () -> SqliteAccountsArchive.open(accounts, registry),
                () -> SqliteAccountsStore.open(accounts, NO_IDS, Ticker.system(), registry));
    }

    static String embeddedName(Path folder) {
        return "the embedded store in " + folder;
    }
}
