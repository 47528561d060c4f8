package dev.guildhall.edge.rest.call;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Rejection.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Field errors by the segments of their paths: `embeds.0.title` becomes three levels.
record ErrorTree(Map<String, ErrorTree> children, List<FieldError> own) {

    static ErrorTree of(Map<String, FieldError> byPath) {
        ErrorTree root = empty();
        byPath.forEach((path, error) -> root.at(path).own.add(error));
        return root;
    }

    private static ErrorTree empty() {
        return new ErrorTree(new TreeMap<>(), new ArrayList<>());
    }

    private ErrorTree at(String path) {
        ErrorTree node = this;
        for (String segment : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            node = node.children.computeIfAbsent(segment, _ -> empty());
        }
        return node;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, ErrorTree> child : children.entrySet()) {
            json.writeFieldName(child.getKey());
            child.getValue().write(json);
        }
        if (!own.isEmpty()) {
            writeOwn(json);
        }
        json.writeEndObject();
    }

    private void writeOwn(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("_errors");
        for (FieldError error : own) {
            json.writeStartObject();
            json.writeStringField("code", error.code());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
