package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// JSON in Discord's types: snowflakes and permissions as decimal strings, times as ISO 8601 with
/// `+00:00`.
///
/// Source: <https://discord.com/developers/docs/reference>
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Json() {}

    /// What `body` writes, as UTF-8. Lone surrogates in strings are the caller's bug: see [Text].
    public static byte[] bytes(JsonBody body) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
                body.write(json);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail: the body is wrong
        }
    }

    /// An instant as Discord writes it, `2026-01-31T12:00:00.123000+00:00`.
    public static String timestamp(long unixMs) {
        return TIMESTAMP.format(Instant.ofEpochMilli(unixMs));
    }

    /// A field that holds a snowflake or a permission set.
    public static void id(JsonGenerator json, String field, long value) throws IOException {
        json.writeStringField(field, Long.toUnsignedString(value));
    }

    /// A text field, or null.
    public static void text(JsonGenerator json, String field, @Nullable String value)
            throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }

    /// A text field, left out when there is no value: for keys that may not be null.
    public static void optional(JsonGenerator json, String field, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    /// A field with an instant.
    public static void timestamp(JsonGenerator json, String field, long unixMs) throws IOException {
        json.writeStringField(field, timestamp(unixMs));
    }

    /// A field with an instant, or null.
    public static void timestampOrNull(JsonGenerator json, String field, @Nullable Long unixMs)
            throws IOException {
        text(json, field, unixMs == null ? null : timestamp(unixMs));
    }

    /// A field with an id (anything whose `toString` is the decimal form), or null.
    public static void idOrNull(JsonGenerator json, String field, @Nullable Object id)
            throws IOException {
        text(json, field, id == null ? null : id.toString());
    }

    /// A field with a list of ids.
    public static void ids(JsonGenerator json, String field, List<?> ids) throws IOException {
        json.writeArrayFieldStart(field);
        for (Object id : ids) {
            json.writeString(id.toString());
        }
        json.writeEndArray();
    }

    /// A field with an empty list.
    public static void empty(JsonGenerator json, String field) throws IOException {
        json.writeArrayFieldStart(field);
        json.writeEndArray();
    }

    /// A field with a list, each element written by `writer`.
    public static <T> void list(
            JsonGenerator json, String field, Iterable<T> elements, ElementWriter<T> writer)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T element : elements) {
            writer.write(json, element);
        }
        json.writeEndArray();
    }

    /// Writes one element of a list.
    @FunctionalInterface
    public interface ElementWriter<T> {

        void write(JsonGenerator json, T element) throws IOException;
    }
}
