package dev.guildhall.guild.store.cassandra;

import com.datastax.dse.driver.api.core.config.DseDriverOption;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.metrics.TaggingMetricIdGenerator;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import com.datastax.oss.driver.internal.metrics.micrometer.MicrometerMetricsFactory;
import java.time.Duration;
import java.util.List;

/// The driver's configuration: one profile for each kind of statement.
final class DriverConfig {

    /// Reads: may be sent twice.
    static final String READ = "read";

    /// Writes that leave the same whether they are done once or twice.
    static final String WRITE = "write";

    /// Conditional writes: sent once.
    static final String CONDITIONAL = "conditional";

    /// Reads that see what conditional writes decided, and finish those in progress. A node answers
    /// them as slowly as it answers a conditional write.
    static final String SERIAL = "serial";

    /// Changes of the schema.
    static final String DDL = "ddl";

    private static final int SPECULATIVE_EXECUTIONS = 2;
    private static final int CONNECTIONS = 2;
    private static final int MIN_DDL_TIMEOUT_MS = 30_000;

    /// How long a connection may be silent before the node is asked whether it lives: a machine
    /// that lost its power closes nothing.
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final List<String> SESSION_METRICS =
            List.of(
                    "bytes-sent",
                    "bytes-received",
                    "connected-nodes",
                    "cql-requests",
                    "cql-client-timeouts");

    private static final List<String> NODE_METRICS =
            List.of(
                    "pool.open-connections",
                    "pool.in-flight",
                    "errors.request.unsent",
                    "errors.request.aborted",
                    "errors.request.write-timeouts",
                    "errors.request.read-timeouts",
                    "errors.request.unavailables",
                    "errors.request.others",
                    "retries.total",
                    "speculative-executions",
                    "errors.connection.init");

    private DriverConfig() {}

    static DriverConfigLoader of(CassandraOptions options) {
        ProgrammaticDriverConfigLoaderBuilder config = DriverConfigLoader.programmaticBuilder();
        common(config, options);
        metrics(config);
        profiles(config, options);
        return config.build();
    }

    private static void common(
            ProgrammaticDriverConfigLoaderBuilder config, CassandraOptions options) {
        Duration timeout = Duration.ofMillis(options.requestTimeoutMs());
        config.withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, NeverRetry.class)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, timeout)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, timeout)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, timeout)
                .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, CONNECTIONS)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, timeout)
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(options.keyspace()))
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
                .withBoolean(DseDriverOption.MONITOR_REPORTING_ENABLED, false);
    }

    private static void metrics(ProgrammaticDriverConfigLoaderBuilder config) {
        config.withClass(DefaultDriverOption.METRICS_FACTORY_CLASS, MicrometerMetricsFactory.class)
                .withClass(
                        DefaultDriverOption.METRICS_ID_GENERATOR_CLASS,
                        TaggingMetricIdGenerator.class)
                .withString(DefaultDriverOption.METRICS_ID_GENERATOR_PREFIX, "guild_store_cql")
                .withStringList(DefaultDriverOption.METRICS_SESSION_ENABLED, SESSION_METRICS)
                .withStringList(DefaultDriverOption.METRICS_NODE_ENABLED, NODE_METRICS);
    }

    private static void profiles(
            ProgrammaticDriverConfigLoaderBuilder config, CassandraOptions options) {
        String retry = "com.datastax.oss.driver.internal.core.retry.DefaultRetryPolicy";
        for (String profile : List.of(READ, WRITE, SERIAL)) {
            config.startProfile(profile)
                    .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
                    .withString(DefaultDriverOption.RETRY_POLICY_CLASS, retry);
            if (profile.equals(READ) && options.speculativeMs() > 0) {
                config.withClass(
                                DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
                                ConstantSpeculativeExecutionPolicy.class)
                        .withInt(
                                DefaultDriverOption.SPECULATIVE_EXECUTION_MAX,
                                SPECULATIVE_EXECUTIONS)
                        .withDuration(
                                DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY,
                                Duration.ofMillis(options.speculativeMs()));
            }
            if (profile.equals(SERIAL)) {
                config.withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_SERIAL");
            }
            config.endProfile();
        }
        int ddlTimeoutMs = Math.max(MIN_DDL_TIMEOUT_MS, options.requestTimeoutMs());
        config.startProfile(CONDITIONAL)
                .withClass(DefaultDriverOption.RETRY_POLICY_CLASS, NeverRetry.class)
                .endProfile()
                .startProfile(DDL)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofMillis(ddlTimeoutMs))
                .endProfile();
    }
}
