package dev.guildhall.guild.transfer;

import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.SqliteAccountsArchive;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.content.GuildSource;
import dev.guildhall.guild.store.sqlite.SqliteGuildArchive;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A store to copy out of, of whichever kind. `name` is for people; `accounts` opens the accounts.
record TransferSource(String name, GuildSource guilds, Supplier<AccountsArchive> accounts) {

    /// The embedded store in `folder`.
    static TransferSource embedded(Path folder) {
        return new TransferSource(
                TransferTarget.embeddedName(folder),
                new SqliteGuildArchive(folder.resolve("guilds"), new ProtoEventBytes()),
                () ->
                        SqliteAccountsArchive.open(
                                folder.resolve("accounts.db"), new SimpleMeterRegistry()));
    }
}
