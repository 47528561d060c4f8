package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import com.datastax.oss.driver.internal.core.util.concurrent.CompletableFutures;
import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

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
    /// when no contact point answers or none is in the local datacenter, and [ConfigException] when
    /// login or TLS are not those of the cluster. The driver's metrics go to `registry`.
    public static CassandraSession open(CassandraOptions options, MeterRegistry registry) {
        return open(options, registry, Keyspace::use);
    }

    /// Connects to a keyspace that has to be there: [ConfigException] when it is not.
    public static CassandraSession openExisting(CassandraOptions options, MeterRegistry registry) {
        return open(options, registry, Keyspace::require);
    }

    private static CassandraSession open(
            CassandraOptions options,
            MeterRegistry registry,
            BiConsumer<CqlSession, CassandraOptions> keyspace) {
        try {
            CqlSession cql = builder(options, registry).build();
            try {
                requireDatacenter(cql, options.localDatacenter());
                keyspace.accept(cql, options);
                return new CassandraSession(cql);
            } catch (RuntimeException e) {
                cql.close();
                throw e;
            }
        } catch (DriverException e) {
            throw ConnectFailures.of(e, options);
        }
    }

    private static void requireDatacenter(CqlSession cql, String wanted) {
        Set<String> known = new TreeSet<>();
        cql.getMetadata().getNodes().values().stream()
                .map(Node::getDatacenter)
                .filter(Objects::nonNull)
                .forEach(known::add);
        if (!known.contains(wanted)) {
            throw new StoreException.Unreachable(
                    "store.localDatacenter (%s): the cluster has no datacenter \"%s\"; name one of %s"
                            .formatted(CassandraOptions.DATACENTER, wanted, known),
                    null);
        }
    }

    private static CqlSessionBuilder builder(CassandraOptions options, MeterRegistry registry) {
        List<EndPoint> contactPoints =
                options.contactPoints().stream().<EndPoint>map(DefaultEndPoint::new).toList();
        CqlSessionBuilder builder =
                CqlSession.builder()
                        .withConfigLoader(DriverConfig.of(options))
                        .addContactEndPoints(contactPoints)
                        .withLocalDatacenter(options.localDatacenter())
                        .withMetricRegistry(registry)
                        .addNodeStateListener(new NodeLog());
        if (!options.credentials().user().isEmpty()) {
            builder.withAuthCredentials(
                    options.credentials().user(), options.credentials().password().value());
        }
        if (options.tls().enabled()) {
            builder.withSslEngineFactory(DriverTls.of(options.tls()));
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

    /// The answer of what was sent; throws what it failed with.
    public static <T> T await(CompletionStage<T> request) {
        try {
            return request.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
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

    /// Changes the schema by statements that do not need each other, all by one node, which does
    /// them one after the other; returns when the nodes agree on the outcome.
    void ddl(List<String> texts) {
        Node node = anyNode();
        List<CompletionStage<AsyncResultSet>> changes =
                texts.stream().map(text -> cql.executeAsync(ddl(text, node))).toList();
        CqlFailures.translated(() -> {
            changes.forEach(CompletableFutures::getUninterruptibly);
            return changes;
        });
        Agreement.await(cql, node);
    }

    private static SimpleStatement ddl(String text, Node node) {
        return SimpleStatement.newInstance(text)
                .setExecutionProfileName(DriverConfig.DDL)
                .setNode(node);
    }

    private Node anyNode() {
        return cql.getMetadata().getNodes().values().stream()
                .filter(node -> node.getDistance() == NodeDistance.LOCAL)
                .filter(node -> node.getOpenConnections() > 0)
                .findFirst()
                .orElseThrow(() -> new StoreException.Unreachable("no node is connected", null));
    }

    /// Does `changes` while the driver does not read the schema anew after each: it waits a second
    /// for more changes before it does, and needs only the outcome.
    void withoutSchemaReads(Runnable changes) {
        cql.setSchemaMetadataEnabled(false);
        try {
            changes.run();
        } finally {
            cql.setSchemaMetadataEnabled(null);
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
