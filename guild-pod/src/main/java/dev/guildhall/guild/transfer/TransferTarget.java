package dev.guildhall.guild.transfer;

import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.store.content.GuildTarget;
import java.util.function.Supplier;

/// A store to put into, of whichever kind; its parts are those of an [OpenStore].
record TransferTarget(
        String name,
        GuildTarget guilds,
        Supplier<AccountsArchive> accounts,
        Supplier<AccountsStore> accountsStore) {}
