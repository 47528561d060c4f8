package dev.guildhall.edge.rest.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.FieldError;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.json.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads typed fields of a request and collects what is wrong with them.
///
/// Read all fields, then ask `rejection()`. A field that is absent, null or wrong reads as null (a
/// list as empty), so reading can go on after an error. Numbers and ids may come as strings, as
/// Discord allows.
///
/// Source of codes and sentences: what Discord answers,
/// <https://discord.com/developers/docs/reference#error-messages>
public final class Form {

    private static final int MAX_ERRORS = 50;

    private final JsonNode node;
    private final String path;
    private final Map<String, FieldError> errors;

    /// A form on a whole body or query.
    public Form(JsonNode node) {
        this(node, "", new LinkedHashMap<>());
        if (!node.isObject() && !node.isMissingNode()) {
            put("", FormErrors.notObject());
        }
    }

    private Form(JsonNode node, String path, Map<String, FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    /// A form on a body that has to be a list; read it with `elements`.
    public static Form ofList(JsonNode list) {
        boolean isList = list.isArray();
        Form form = new Form(isList ? list : MissingNode.getInstance(), "", new LinkedHashMap<>());
        if (!isList) {
            form.put("", FormErrors.notList());
        }
        return form;
    }

    /// What was wrong, of all that was read so far.
    public Optional<Rejection> rejection() {
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(Reason.INVALID_FORM_BODY, Map.copyOf(errors), 0));
    }

    /// Whether the field is there, be it null.
    public boolean has(String name) {
        return node.has(name);
    }

    /// Whether the field is there and holds something: not null, not an empty list, object or text.
    public boolean holds(String name) {
        JsonNode value = node.path(name);
        return !absent(value)
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isTextual() && value.textValue().isEmpty());
    }

    /// A text of `min` to `max` code points.
    public @Nullable String text(String name, int min, int max) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            put(name, FormErrors.notText());
            return null;
        }
        String text = Text.wellFormed(value.asText());
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            put(name, FormErrors.length(min, max));
            return null;
        }
        return text;
    }

    /// A text that must be there; empty after an error.
    public String requiredText(String name, int min, int max) {
        String text = text(name, min, max);
        if (text == null) {
            require(name);
        }
        return text == null ? "" : text;
    }

    public @Nullable Integer integer(String name, int min, int max) {
        Long value = number(name, min, max);
        return value == null ? null : value.intValue();
    }

    public int integer(String name, int min, int max, int defaultValue) {
        Integer value = integer(name, min, max);
        return value == null ? defaultValue : value;
    }

    /// A whole number; `12`, `"12"` and `12.0` are the same.
    public @Nullable Long number(String name, long min, long max) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        Long number = Numbers.whole(value);
        if (number == null) {
            put(name, FormErrors.notInteger(value));
        } else if (number < min) {
            put(name, FormErrors.tooSmall(min));
        } else if (number > max) {
            put(name, FormErrors.tooLarge(max));
        } else {
            return number;
        }
        return null;
    }

    public @Nullable Boolean flag(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        String text = value.isContainerNode() ? "" : value.asText();
        return switch (text) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> {
                put(name, FormErrors.notBoolean());
                yield null;
            }
        };
    }

    public boolean flag(String name, boolean defaultValue) {
        Boolean value = flag(name);
        return value == null ? defaultValue : value;
    }

    /// An id, as a string or a number.
    public @Nullable Long snowflake(String name) {
        JsonNode value = node.path(name);
        return absent(value) ? null : snowflake(name, value);
    }

    /// An id that must be there; 0 after an error.
    public long requiredSnowflake(String name) {
        Long id = snowflake(name);
        if (id == null) {
            require(name);
        }
        return id == null ? 0 : id;
    }

    /// A list of ids, at most `max`.
    public List<Long> snowflakes(String name, int max) {
        List<Long> ids = new ArrayList<>();
        int i = 0;
        for (JsonNode element : elements(name, max)) {
            Long id = snowflake(name + "." + i++, element);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// A list of short texts, at most `max` of them.
    public List<String> texts(String name, int max) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name, max)) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            } else {
                put(name, FormErrors.notText());
            }
        }
        return texts;
    }

    /// An object as a form whose errors are this one's.
    public @Nullable Form object(String name) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isObject()) {
            put(name, FormErrors.notObject());
            return null;
        }
        return new Form(value, at(name), errors);
    }

    /// A list of objects as forms, at most `max`.
    public List<Form> objects(String name, int max) {
        return forms(name + ".", elements(name, max));
    }

    /// The elements of a form on a list, at most `max`.
    public List<Form> elements(int max) {
        if (node.size() > max) {
            put("", FormErrors.length(0, max));
            return List.of();
        }
        return forms("", node);
    }

    private List<Form> forms(String prefix, Iterable<JsonNode> elements) {
        List<Form> forms = new ArrayList<>();
        int i = 0;
        for (JsonNode element : elements) {
            String each = prefix + i++;
            if (element.isObject()) {
                forms.add(new Form(element, at(each), errors));
            } else {
                put(each, FormErrors.notObject());
            }
        }
        return forms;
    }

    /// Adds an error of the caller's own.
    public void reject(String name, String code, String message) {
        put(name, new FieldError(code, message));
    }

    private Iterable<JsonNode> elements(String name, int max) {
        JsonNode value = node.path(name);
        if (absent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            put(name, FormErrors.notList());
            return List.of();
        }
        if (value.size() > max) {
            put(name, FormErrors.length(0, max));
            return List.of();
        }
        return value;
    }

    private @Nullable Long snowflake(String name, JsonNode value) {
        boolean readable = value.isTextual() || value.isIntegralNumber();
        long id = readable ? Snowflakes.parse(value.asText()) : -1;
        if (id < 0) {
            put(name, FormErrors.notSnowflake(value));
            return null;
        }
        return id;
    }

    private void require(String name) {
        String key = at(name);
        if (!errors.containsKey(key)) {
            put(name, FormErrors.required());
        }
    }

    private void put(String name, FieldError error) {
        if (errors.size() < MAX_ERRORS) {
            errors.putIfAbsent(at(name), error);
        }
    }

    private String at(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
