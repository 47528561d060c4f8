package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import io.micrometer.core.instrument.MeterRegistry;

/// Logs whose buckets are closed after a few commits.
public final class SmallLogs {

    private static final long BUCKET_BYTES = 800;

    private SmallLogs() {}

    public static CqlGuildLogs in(CassandraSession session, MeterRegistry registry) {
        LogLimits limits = LogLimits.defaults().withBucketBytes(BUCKET_BYTES);
        return new CqlGuildLogs(session, LogSetup.of(new ProtoEventBytes(), registry).with(limits));
    }
}
