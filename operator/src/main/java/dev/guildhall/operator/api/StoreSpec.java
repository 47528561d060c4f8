package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where guilds, messages and accounts are kept. All but `kind` is for `cassandra`.
@ValidationRule(
        value =
                "self.kind == 'cassandra' || !(has(self.contactPoints) || has(self.replication)"
                        + " || has(self.credentials) || has(self.tls) || has(self.retention))",
        message =
                "contactPoints, replication, credentials, tls and retention are for store.kind"
                        + " cassandra: set that, or leave them out")
@ValidationRule(
        value =
                "!has(self.replication)"
                        + " || self.replication.exists(each, each.datacenter == self.localDatacenter)",
        message =
                "replication needs replicas in the localDatacenter: add it to store.replication, or"
                        + " name one of those in store.localDatacenter")
@ValidationRule(
        value =
                "self.kind != 'cassandra' || oldSelf.kind != 'cassandra'"
                        + " || self.keyspace == oldSelf.keyspace",
        message =
                "store.keyspace cannot be changed: everything is kept in it; make another"
                        + " GuildCluster for another keyspace")
public record StoreSpec(
        @JsonPropertyDescription(
                        "embedded: SQLite files in the data directory, for one machine. cassandra:"
                                + " Apache Cassandra 5 or ScyllaDB, for any number. Cannot be"
                                + " changed later; `guildhall store migrate` copies one into the"
                                + " other.")
                @Default("embedded")
                Kind kind,
        @JsonPropertyDescription(
                        "Nodes to ask for the others, each host or host:port. Local mode without any"
                                + " runs a Cassandra of its own.")
                @Size(min = 1, max = 20)
                @Nullable List<@Pattern("^[A-Za-z0-9._-]+(:[0-9]{1,5})?$") String> contactPoints,
        @JsonPropertyDescription("The datacenter, by the cluster's name for it, that pods talk to.")
                @Default("datacenter1")
                @Pattern("^[A-Za-z0-9_.-]{1,48}$")
                String localDatacenter,
        @JsonPropertyDescription("The keyspace; made when there is none.")
                @Default("guildhall")
                @Pattern("^[A-Za-z][A-Za-z0-9_]{0,47}$")
                String keyspace,
        @JsonPropertyDescription(
                        "Replicas in each datacenter, used only when the keyspace has to be made."
                                + " Without it one in localDatacenter; three are right for a"
                                + " cluster.")
                @Size(min = 1, max = 10)
                @Nullable List<ReplicationSpec> replication,
        @JsonPropertyDescription(
                        "The Secret with username and password. In local mode a folder with files"
                                + " of these names.")
                @Size(min = 1, max = 1_024)
                @Nullable String credentials,
        @JsonPropertyDescription("Encryption of the connections; without it there is none.")
                @Nullable TlsSpec tls,
        @JsonPropertyDescription("How long messages are kept; without it for ever.")
                @Nullable RetentionSpec retention) {

    static final StoreSpec DEFAULT =
            new StoreSpec(Kind.EMBEDDED, null, "datacenter1", "guildhall", null, null, null, null);

    /// The kinds of store.
    public enum Kind {
        @JsonProperty("embedded")
        EMBEDDED,
        @JsonProperty("cassandra")
        CASSANDRA;

        /// As manifests write it.
        public String label() {
            return this == EMBEDDED ? "embedded" : "cassandra";
        }
    }

    @SuppressWarnings("ConstantValue") // a manifest may leave it out
    public StoreSpec {
        kind = kind == null ? Kind.EMBEDDED : kind;
        localDatacenter = localDatacenter == null ? "datacenter1" : localDatacenter;
        keyspace = keyspace == null ? "guildhall" : keyspace;
    }

    /// Files.
    public static StoreSpec embedded() {
        return DEFAULT;
    }

    /// Whether local mode has to run a Cassandra of its own.
    public boolean ownCassandra() {
        return kind == Kind.CASSANDRA && contactPoints == null;
    }
}
