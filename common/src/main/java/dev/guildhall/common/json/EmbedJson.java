package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Embed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An embed object; none of its keys may be null. Source:
/// <https://discord.com/developers/docs/resources/message#embed-object>
public final class EmbedJson {

    private EmbedJson() {}

    public static void write(JsonGenerator json, Embed embed) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "rich");
        Json.optional(json, "title", embed.title());
        Json.optional(json, "description", embed.description());
        Json.optional(json, "url", embed.url());
        if (embed.timestampMs() != null) {
            Json.timestamp(json, "timestamp", embed.timestampMs());
        }
        if (embed.color() != null) {
            json.writeNumberField("color", embed.color());
        }
        footer(json, embed.footer());
        media(json, "image", embed.imageUrl());
        media(json, "thumbnail", embed.thumbnailUrl());
        author(json, embed.author());
        Json.list(json, "fields", embed.fields(), EmbedJson::field);
        json.writeEndObject();
    }

    private static void footer(JsonGenerator json, Embed.@Nullable Footer footer)
            throws IOException {
        if (footer != null) {
            json.writeObjectFieldStart("footer");
            json.writeStringField("text", footer.text());
            Json.optional(json, "icon_url", footer.iconUrl());
            json.writeEndObject();
        }
    }

    private static void media(JsonGenerator json, String name, @Nullable String url)
            throws IOException {
        if (url != null) {
            json.writeObjectFieldStart(name);
            json.writeStringField("url", url);
            json.writeEndObject();
        }
    }

    private static void author(JsonGenerator json, Embed.@Nullable Author author)
            throws IOException {
        if (author != null) {
            json.writeObjectFieldStart("author");
            json.writeStringField("name", author.name());
            Json.optional(json, "url", author.url());
            Json.optional(json, "icon_url", author.iconUrl());
            json.writeEndObject();
        }
    }

    private static void field(JsonGenerator json, Embed.Field field) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("value", field.value());
        json.writeBooleanField("inline", field.inline());
        json.writeEndObject();
    }
}
