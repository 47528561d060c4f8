package dev.guildhall.operator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Fills in the schema's defaults, as an API server does before it validates.
///
/// Source:
/// <https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting>
final class Defaults {

    private Defaults() {}

    static void apply(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties")
                    .properties()
                    .forEach(property -> applyTo(object, property.getKey(), property.getValue()));
        } else if (value.isArray()) {
            value.forEach(item -> apply(item, schema.path("items")));
        }
    }

    private static void applyTo(ObjectNode object, String name, JsonNode schema) {
        JsonNode current = object.get(name);
        boolean absent = current == null || current.isNull();
        if (absent && schema.has("default")) {
            object.set(name, schema.get("default").deepCopy());
        } else if (current != null && current.isNull() && !schema.path("nullable").asBoolean()) {
            object.remove(name);
        }
        JsonNode present = object.get(name);
        if (present != null) {
            apply(present, schema);
        }
    }
}
