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
                    "!has(self.tlsSecret)"
                            + " || (has(self.publicUrl) && self.publicUrl.startsWith('https://'))",
                    self ->
                            !self.has("tlsSecret")
                                    || self.path("publicUrl").asText().startsWith("https://"),
                    notAbove("memory"),
                    self -> requestedIsWithinLimit(self, "memory"),
                    notAbove("cpu"),
                    self -> requestedIsWithinLimit(self, "cpu"),
                    // of changes; what local mode reads has no predecessor, DataDir knows its kind
                    "(has(self.store) ? self.store.kind : 'embedded') == (has(oldSelf.store) ?"
                            + " oldSelf.store.kind : 'embedded')",
                    _ -> true,
                    "self.kind != 'cassandra' || oldSelf.kind != 'cassandra'"
                            + " || self.keyspace == oldSelf.keyspace",
                    _ -> true,
                    "self.autoscaling == 'external' || self.replicas == oldSelf.replicas",
                    _ -> true);

    private CelRules() {}

    /// The predicate of a rule by its text, if there is one.
    static Optional<Predicate<JsonNode>> find(String rule) {
        return Optional.ofNullable(RULES.get(rule));
    }

    private static String notAbove(String amount) {
        return ("!has(self.requests) || !has(self.limits) || !has(self.requests.$)"
                        + " || !has(self.limits.$) ||"
                        + " quantity(self.requests.$).compareTo(quantity(self.limits.$)) <= 0")
                .replace("$", amount);
    }

    private static boolean requestedIsWithinLimit(JsonNode self, String amount) {
        JsonNode requested = self.path("requests").path(amount);
        JsonNode limit = self.path("limits").path(amount);
        return requested.isMissingNode()
                || limit.isMissingNode()
                || Quantity.parse(requested.asText()).compareTo(Quantity.parse(limit.asText()))
                        <= 0;
    }
}
