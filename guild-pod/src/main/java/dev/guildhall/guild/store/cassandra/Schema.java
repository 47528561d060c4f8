package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.guildhall.guild.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings the keyspace's tables to the newest version.
///
/// Any number of pods may do so at once, and each may end at any point: all statements leave the
/// same when they are done again. A table made by two coordinators at once would come into being
/// twice under two ids, of which the nodes then disagree; so each table's id is derived from its
/// keyspace and name, and both make the same. A part's version is written after its statements.
public final class Schema {

    private static final Pattern CREATE_TABLE =
            Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+) .*", Pattern.DOTALL);
    private static final String VERSIONS =
            """
            CREATE TABLE IF NOT EXISTS schema_versions (
              part text,
              version int,
              PRIMARY KEY (part, version)
            )\
            """;

    private final CassandraSession session;

    private Schema(CassandraSession session) {
        this.session = session;
    }

    /// Throws [StoreException.Corrupt] when a newer program has changed the schema, and
    /// [StoreException.Unreachable] when the nodes do not answer or agree; then trying again helps.
    public static void apply(CassandraSession session, List<SchemaPart> parts) {
        Schema schema = new Schema(session);
        if (!schema.isCurrent(parts)) {
            session.withoutSchemaReads(() -> schema.bringUp(parts));
        }
    }

    /// False too when a node knows of a table of versions that another pod is only just making.
    private boolean isCurrent(List<SchemaPart> parts) {
        try {
            return parts.stream().allMatch(part -> version(part) == part.steps().size());
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof InvalidQueryException) {
                return false;
            }
            throw e;
        }
    }

    private void bringUp(List<SchemaPart> parts) {
        run(List.of(VERSIONS));
        parts.forEach(this::apply);
    }

    private void apply(SchemaPart part) {
        int newest = part.steps().size();
        int version = version(part);
        if (version > newest) {
            throw new StoreException.Corrupt(
                    "version %d of the tables \"%s\" is newer than %d, the newest that this program knows"
                            .formatted(version, part.name(), newest),
                    null);
        }
        for (int next = version + 1; next <= newest; next++) {
            run(part.steps().get(next - 1));
            session.write(
                    "INSERT INTO schema_versions (part, version) VALUES (?, ?)", part.name(), next);
        }
    }

    private int version(SchemaPart part) {
        Row newest =
                session.read(
                                "SELECT version FROM schema_versions WHERE part = ?"
                                        + " ORDER BY version DESC LIMIT 1",
                                part.name())
                        .one();
        return newest == null ? 0 : newest.getInt("version");
    }

    private void run(List<String> statements) {
        session.ddl(statements.stream().map(this::withId).toList());
    }

    private String withId(String statement) {
        Matcher table = CREATE_TABLE.matcher(statement);
        if (!table.matches()) {
            return statement;
        }
        String name = session.keyspace() + "." + table.group(1);
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        String glue =
                statement.contains(" WITH ") || statement.contains("\nWITH ") ? " AND" : " WITH";
        return statement + glue + " id = " + id;
    }
}
