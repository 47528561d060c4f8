package dev.guildhall.operator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// The fields of `metadata` that a manifest may have: Kubernetes' `metav1.ObjectMeta`.
final class MetadataFields {

    private static final Set<String> KNOWN =
            Set.of(
                    "name",
                    "generateName",
                    "namespace",
                    "labels",
                    "annotations",
                    "finalizers",
                    "ownerReferences",
                    "managedFields",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "selfLink",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds");

    private MetadataFields() {}

    static void check(JsonNode metadata, List<String> errors) {
        for (var field : metadata.properties()) {
            String path = "metadata." + field.getKey();
            if (!KNOWN.contains(field.getKey())) {
                errors.add("strict decoding error: unknown field \"" + path + "\"");
            } else if (field.getKey().equals("labels") || field.getKey().equals("annotations")) {
                checkTexts(path, field.getValue(), errors);
            }
        }
    }

    private static void checkTexts(String path, JsonNode map, List<String> errors) {
        if (!map.isObject() && !map.isNull()) {
            errors.add("%s: Invalid value: %s: must be an object".formatted(path, map));
        }
        for (var entry : map.properties()) {
            if (!entry.getValue().isTextual()) {
                errors.add(
                        "%s.%s: Invalid value: %s: must be of type string"
                                .formatted(path, entry.getKey(), entry.getValue()));
            }
        }
    }
}
