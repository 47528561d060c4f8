package dev.guildhall.guild;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.accounts.cassandra.CassandraAccountsStore;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.cassandra.CassandraGuildStores;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import dev.guildhall.guild.store.cassandra.log.CqlGuildLogs;
import dev.guildhall.guild.store.cassandra.log.LogSetup;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import dev.guildhall.guild.store.cassandra.tables.TablesMetrics;
import dev.guildhall.guild.store.cassandra.tables.TablesOpener;
import dev.guildhall.guild.store.cassandra.tables.TablesOptions;
import dev.guildhall.guild.store.cassandra.tables.TablesSchema;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.LongSupplier;

/// Where a pod keeps guilds and accounts, and what has to be closed when both are not used any
/// more, in that order.
record Stores(GuildStores guilds, AccountsStore accounts, List<AutoCloseable> rest) {

    /// Throws `StoreException` when the store cannot be opened.
    static Stores open(
            GuildConfig config, LongSupplier ids, Ticker ticker, MeterRegistry registry) {
        return config.cassandra().isPresent()
                ? cassandra(config.cassandra().get(), config.retention(), ids, ticker, registry)
                : embedded(config, ids, ticker, registry);
    }

    private static Stores embedded(
            GuildConfig config, LongSupplier ids, Ticker ticker, MeterRegistry registry) {
        var guilds =
                new SqliteGuildStores(
                        config.data().resolve("guilds"),
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(registry));
        var accounts =
                SqliteAccountsStore.open(
                        config.data().resolve("accounts.db"), ids, ticker, registry);
        return new Stores(guilds, accounts, List.of(accounts, guilds));
    }

    private static Stores cassandra(
            CassandraOptions options,
            Retention retention,
            LongSupplier ids,
            Ticker ticker,
            MeterRegistry registry) {
        ProtoEventBytes bytes = new ProtoEventBytes();
        CassandraSession session = CassandraSession.open(options, registry);
        try {
            Schema.apply(session, List.of(LogTables.PART, TablesSchema.PART));
            var accounts = CassandraAccountsStore.open(session, ids, ticker);
            var tables =
                    new TablesOpener(
                            session,
                            bytes,
                            TablesOptions.defaults().keeping(retention::keepMs),
                            new TablesMetrics(registry),
                            ticker);
            var logs = new CqlGuildLogs(session, LogSetup.of(bytes, registry));
            return new Stores(
                    new CassandraGuildStores(logs, tables),
                    accounts,
                    List.of(accounts, tables, session));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
