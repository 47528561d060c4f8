package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.GuildTables;
import dev.guildhall.guild.store.image.GuildImage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Opens guilds' tables, and has what they share: one thread for snapshots and removals.
///
/// A guild is opened from its newest snapshot and the log after it; where the tables were not up to
/// the log they are brought there while the guild is served.
public final class TablesOpener implements GuildTables.Opener, AutoCloseable {

    private final CassandraSession session;
    private final EventBytes bytes;
    private final TablesOptions options;
    private final TablesMetrics metrics;
    private final Ticker ticker;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("guild-store-snapshots").factory());

    public TablesOpener(
            CassandraSession session,
            EventBytes bytes,
            TablesOptions options,
            TablesMetrics metrics,
            Ticker ticker) {
        this.session = session;
        this.bytes = bytes;
        this.options = options;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    @Override
    public GuildTables open(GuildId guildId, GuildLog log) {
        Projection projection = new Projection(session, bytes, guildId, metrics);
        long mark = Projector.readMark(session, guildId);
        Projector projector =
                new Projector(guildId, projection, session, options, metrics, mark, log.lastSeq());
        Snapshots snapshots =
                new Snapshots(
                        guildId,
                        log,
                        session,
                        bytes,
                        options,
                        metrics,
                        executor,
                        seq -> Math.min(seq, projector.marked()));
        try {
            GuildImage image = snapshots.newest();
            CassandraTables tables =
                    new CassandraTables(
                            log,
                            image,
                            projector,
                            snapshots,
                            new Expiry(
                                    guildId,
                                    session,
                                    options,
                                    metrics,
                                    ticker,
                                    executor,
                                    projector::projected),
                            new PageIds(session, metrics),
                            new MessageFetch(session, bytes, metrics),
                            new ReactorReads(session, bytes, guildId));
            tables.replay(Math.min(mark, image.seq()));
            return tables;
        } catch (RuntimeException e) {
            projector.close();
            throw e;
        }
    }

    /// Ends the thread. The tables have to be closed before.
    @Override
    public void close() {
        executor.close();
    }
}
