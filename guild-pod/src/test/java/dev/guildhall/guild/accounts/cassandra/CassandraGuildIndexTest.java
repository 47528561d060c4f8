package dev.guildhall.guild.accounts.cassandra;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.GuildIndexContract;
import java.util.function.LongSupplier;

class CassandraGuildIndexTest extends GuildIndexContract {

    @Override
    protected AccountsStore open(LongSupplier ids, Ticker ticker) {
        return CassandraAccountsStore.open(AccountsKeyspaces.MAIN, ids, ticker);
    }

    @Override
    protected AccountsStore openElsewhere(LongSupplier ids, Ticker ticker) {
        return CassandraAccountsStore.open(AccountsKeyspaces.ELSEWHERE, ids, ticker);
    }
}
