package dev.guildhall.operator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The CEL rules of the CRD, each with a predicate that says the same.
///
/// Local mode carries no CEL interpreter for a handful of rules. A test holds this table against
/// the CRD, so that a rule cannot be added to one of them alone.
final class CelRules {

    private static final List<String> OF_CASSANDRA =
            List.of("contactPoints", "replication", "credentials", "tls", "retention");
    private static final Map<String, Predicate<JsonNode>> RULES =
            Map.of(
                    "self.min <= self.max",
                    self -> self.path("min").asLong() <= self.path("max").asLong(),
                    "(has(self.store) && has(self.store.kind) && self.store.kind != 'embedded')"
                            + " || !has(self.guilds) || self.guilds.pooledPods == 1",
                    self ->
                            !self.path("store").path("kind").asText("embedded").equals("embedded")
                                    || !self.has("guilds")
                                    || self.path("guilds").path("pooledPods").asLong() == 1,
                    "self.kind == 'cassandra' || !(has(self.contactPoints) || has(self.replication)"
                            + " || has(self.credentials) || has(self.tls) || has(self.retention))",
                    self ->
                            self.path("kind").asText().equals("cassandra")
                                    || OF_CASSANDRA.stream().noneMatch(self::has),
                    "!has(self.replication) || self.replication.exists(each, each.datacenter =="
                            + " self.localDatacenter)",
                    self ->
                            !self.has("replication")
                                    || self.path("replication")
                                            .findValuesAsText("datacenter")
                                            .contains(self.path("localDatacenter").asText()),
                    // of a change; what local mode reads has no predecessor, DataDir knows its kind
                    "(has(self.store) ? self.store.kind : 'embedded') == (has(oldSelf.store) ?"
                            + " oldSelf.store.kind : 'embedded')",
                    _ -> true);

    private CelRules() {}

    /// The predicate of a rule by its text, if there is one.
    static Optional<Predicate<JsonNode>> find(String rule) {
        return Optional.ofNullable(RULES.get(rule));
    }
}
