package dev.guildhall.bench.store;

import dev.guildhall.common.time.Ticker;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/// The store on Cassandra in a new keyspace.
final class CassandraStore implements EmptyStore {

    static final String DATACENTER = "datacenter1";

    private final CassandraNode node;
    private final CassandraSession session;
    private final TablesOpener tables;
    private final CassandraGuildStores guilds;

    CassandraStore(CassandraNode node) {
        this.node = node;
        this.session = session(node, node.newKeyspace());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ProtoEventBytes bytes = new ProtoEventBytes();
        this.tables =
                new TablesOpener(
                        session,
                        bytes,
                        TablesOptions.defaults(),
                        new TablesMetrics(registry),
                        Ticker.system());
        this.guilds =
                new CassandraGuildStores(
                        new CqlGuildLogs(session, LogSetup.of(bytes, registry)), tables);
    }

    /// To a keyspace with the newest tables.
    private static CassandraSession session(CassandraNode node, String keyspace) {
        CassandraSession session =
                CassandraSession.open(
                        CassandraOptions.plain(List.of(node.contactPoint()), DATACENTER, keyspace),
                        new SimpleMeterRegistry());
        Schema.apply(session, List.of(LogTables.PART, TablesSchema.PART));
        return session;
    }

    @Override
    public String name() {
        return "Cassandra, one node";
    }

    @Override
    public GuildStores guilds() {
        return guilds;
    }

    @Override
    public Floor floor(Sample sample) {
        String keyspace = node.newKeyspace();
        session(node, keyspace).close();
        return CassandraFloor.in(node, keyspace, sample);
    }

    @Override
    public void close() {
        tables.close();
        session.close();
    }
}
