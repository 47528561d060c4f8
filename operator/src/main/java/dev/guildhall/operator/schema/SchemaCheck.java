package dev.guildhall.operator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks a value against a structural OpenAPI v3 schema and words errors as kube-apiserver does.
///
/// Knows the keywords that the CRD generator emits; a test walks the CRD and refuses others.
final class SchemaCheck {

    private final List<String> errors;

    SchemaCheck(List<String> errors) {
        this.errors = errors;
    }

    /// Adds every error of `value` and of what is inside it.
    void check(String path, JsonNode value, JsonNode schema) {
        String type = schema.path("type").asText("object");
        if (!hasType(value, type)) {
            reject(path, value, "must be of type %s: \"%s\"".formatted(type, nameOf(value)));
            return;
        }
        switch (type) {
            case "object" -> checkObject(path, value, schema);
            case "array" -> checkArray(path, value, schema);
            case "string" -> checkText(path, value, schema);
            case "integer", "number" -> checkNumber(path, value, schema);
            default -> {}
        }
    }

    private void checkObject(String path, JsonNode value, JsonNode schema) {
        int before = errors.size();
        JsonNode properties = schema.path("properties");
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                errors.add(child(path, required.asText()) + ": Required value");
            }
        }
        value.properties()
                .forEach(field -> {
                    String name = child(path, field.getKey());
                    if (properties.has(field.getKey())) {
                        check(name, field.getValue(), properties.get(field.getKey()));
                    } else {
                        errors.add(unknown(name, properties));
                    }
                });
        if (errors.size() == before) { // rules speak of values that are right by themselves
            checkRules(path, value, schema);
        }
    }

    private void checkRules(String path, JsonNode value, JsonNode schema) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            String text = rule.path("rule").asText();
            boolean holds = CelRules.find(text).orElseThrow().test(value);
            if (!holds) {
                errors.add(
                        "%s: Invalid value: %s: %s"
                                .formatted(path, value, rule.path("message").asText(text)));
            }
        }
    }

    private void checkArray(String path, JsonNode value, JsonNode schema) {
        long max = schema.path("maxItems").asLong(Long.MAX_VALUE);
        if (value.size() > max) {
            errors.add(
                    "%s: Too many: %d: must have at most %d items"
                            .formatted(path, value.size(), max));
        }
        if (value.size() < schema.path("minItems").asLong(0)) {
            errors.add(
                    "%s: Invalid value: %d: %s in body should have at least %d items"
                            .formatted(path, value.size(), path, schema.path("minItems").asLong()));
        }
        List<String> keys = new ArrayList<>();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        Set<List<JsonNode>> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode item = value.get(i);
            String itemPath = path + "[" + i + "]";
            check(itemPath, item, schema.path("items"));
            if (!keys.isEmpty() && !seen.add(keys.stream().map(item::path).toList())) {
                errors.add("%s: Duplicate value: %s".formatted(itemPath, item));
            }
        }
    }

    private void checkText(String path, JsonNode value, JsonNode schema) {
        String text = value.asText();
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            List<String> allowed = new ArrayList<>();
            schema.get("enum").forEach(each -> allowed.add(each.toString()));
            errors.add(
                    "%s: Unsupported value: %s: supported values: %s"
                            .formatted(path, value, String.join(", ", allowed)));
        }
        String pattern = schema.path("pattern").asText(".*");
        if (!Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find()) {
            reject(path, value, "should match '" + pattern + "'");
        }
        int length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asLong(0)) {
            reject(path, value, "should be at least %d chars long", schema.path("minLength"));
        }
        if (length > schema.path("maxLength").asLong(Long.MAX_VALUE)) {
            errors.add(
                    "%s: Too long: may not be more than %d bytes"
                            .formatted(path, schema.path("maxLength").asLong()));
        }
    }

    private void checkNumber(String path, JsonNode value, JsonNode schema) {
        JsonNode min = schema.path("minimum");
        JsonNode max = schema.path("maximum");
        if (min.isNumber() && value.decimalValue().compareTo(min.decimalValue()) < 0) {
            reject(path, value, "should be greater than or equal to %d", min);
        }
        if (max.isNumber() && value.decimalValue().compareTo(max.decimalValue()) > 0) {
            reject(path, value, "should be less than or equal to %d", max);
        }
    }

    private void reject(String path, JsonNode value, String format, JsonNode limit) {
        reject(path, value, format.formatted(limit.asLong()));
    }

    private void reject(String path, JsonNode value, String what) {
        errors.add("%s: Invalid value: %s: %s in body %s".formatted(path, value, path, what));
    }

    private static String unknown(String path, JsonNode properties) {
        List<String> known = new ArrayList<>();
        properties.fieldNames().forEachRemaining(known::add);
        return "strict decoding error: unknown field \"%s\" (known here: %s)"
                .formatted(path, String.join(", ", known));
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode each : array) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            default -> value.isNumber();
        };
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }
}
