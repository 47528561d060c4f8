package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connection to the cluster, one for a process: statements by their text, prepared once.
///
/// What a statement may be decides the method: `read` and `write` are for what leaves the same when
/// it is done twice, and are tried again by the driver; `conditional` is sent once, and whoever
/// sent it finds out what became of it. LOCAL_QUORUM, LOCAL_SERIAL for conditions. Blocking methods
/// throw [StoreException], the others complete with it; safe for many threads, and cheap on virtual
/// ones.
public final class CassandraSession implements AutoCloseable {

    private final CqlSession cql;
    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

    private CassandraSession(CqlSession cql) {
        this.cql = cql;
    }

    /// Connects, and makes the keyspace when there is none. Throws [StoreException.Unreachable]
    /// when no contact point answers. The driver's metrics go to `registry`.
    public static CassandraSession open(CassandraOptions options, MeterRegistry registry) {
        return CqlFailures.translated(() -> {
            try (CqlSession bare = builder(options, null).build()) {
                Keyspace.make(bare, options);
            }
            CqlIdentifier keyspace = CqlIdentifier.fromInternal(options.keyspace());
            return new CassandraSession(builder(options, registry).withKeyspace(keyspace).build());
        });
    }

    private static CqlSessionBuilder builder(
            CassandraOptions options, @Nullable MeterRegistry registry) {
        List<EndPoint> contactPoints =
                options.contactPoints().stream().<EndPoint>map(DefaultEndPoint::new).toList();
        CqlSessionBuilder builder =
                CqlSession.builder()
                        .withConfigLoader(DriverConfig.of(options, registry != null))
                        .addContactEndPoints(contactPoints)
                        .withLocalDatacenter(options.localDatacenter());
        if (!options.credentials().user().isEmpty()) {
            builder.withAuthCredentials(
                    options.credentials().user(), options.credentials().password().value());
        }
        if (options.tls().enabled()) {
            builder.withSslEngineFactory(DriverTls.of(options.tls()));
        }
        if (registry != null) {
            builder.withMetricRegistry(registry);
        }
        return builder;
    }

    /// A read that may be sent to a second node when the first is slow.
    public ResultSet read(String text, Object... values) {
        return execute(bind(DriverConfig.READ, text, values));
    }

    /// The same in pages of `rows`, the next of which is read when the one before is used up.
    public ResultSet pages(int rows, String text, Object... values) {
        return execute(bind(DriverConfig.READ, text, values).setPageSize(rows));
    }

    public CompletionStage<AsyncResultSet> readAsync(String text, Object... values) {
        return executeAsync(bind(DriverConfig.READ, text, values));
    }

    /// A read that sees every conditional write that was decided, and decides those in progress.
    public ResultSet serialRead(String text, Object... values) {
        return execute(bind(DriverConfig.SERIAL, text, values));
    }

    /// A write that may be done twice.
    public void write(String text, Object... values) {
        execute(bind(DriverConfig.WRITE, text, values));
    }

    public CompletionStage<AsyncResultSet> writeAsync(String text, Object... values) {
        return executeAsync(bind(DriverConfig.WRITE, text, values));
    }

    /// A statement for `writeAllAsync`.
    public BoundStatement bindWrite(String text, Object... values) {
        return bind(DriverConfig.WRITE, text, values);
    }

    /// Writes to ONE partition, as one unlogged batch.
    public CompletionStage<AsyncResultSet> writeAllAsync(List<BoundStatement> statements) {
        return executeAsync(
                BatchStatement.newInstance(BatchType.UNLOGGED)
                        .addAll(statements)
                        .setExecutionProfileName(DriverConfig.WRITE)
                        .setIdempotent(true));
    }

    /// A write under a condition. When it throws [StoreException.Unreachable] it may have been
    /// done, and may even be done later.
    public ResultSet conditional(String text, Object... values) {
        return execute(bind(DriverConfig.CONDITIONAL, text, values));
    }

    /// Changes the schema, and waits until the nodes agree on it.
    void ddl(String text) {
        execute(SimpleStatement.newInstance(text).setExecutionProfileName(DriverConfig.DDL));
        if (!CqlFailures.translated(cql::checkSchemaAgreement)) {
            throw new StoreException.Unreachable("the nodes do not agree on the schema yet", null);
        }
    }

    String keyspace() {
        return cql.getKeyspace().map(CqlIdentifier::asInternal).orElseThrow();
    }

    private BoundStatement bind(String profile, String text, Object... values) {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = CqlFailures.translated(() -> cql.prepare(text));
            prepared.put(text, statement);
        }
        return statement
                .bind(values)
                .setExecutionProfileName(profile)
                .setIdempotent(!profile.equals(DriverConfig.CONDITIONAL));
    }

    private ResultSet execute(Statement<?> statement) {
        Supplier<ResultSet> call = () -> cql.execute(statement);
        return new TranslatedRows(CqlFailures.translated(call));
    }

    private CompletionStage<AsyncResultSet> executeAsync(Statement<?> statement) {
        return CqlFailures.translated(cql.executeAsync(statement));
    }

    @Override
    public void close() {
        cql.close();
    }
}
