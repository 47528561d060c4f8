package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Embed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Embeds of a message: rebuilt from the fields that are known, within Discord's limits.
///
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
final class EmbedForm {

    private static final int MAX_EMBEDS = 10;
    private static final int MAX_TOTAL = 6000;
    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 4096;
    private static final int MAX_FIELDS = 25;
    private static final int MAX_FIELD_NAME = 256;
    private static final int MAX_FIELD_VALUE = 1024;
    private static final int MAX_FOOTER = 2048;
    private static final int MAX_AUTHOR = 256;
    private static final int MAX_URL = 2048;
    private static final int MAX_COLOR = 0xFFFFFF;

    private EmbedForm() {}

    /// The field's embeds; an absent field has none.
    static List<Embed> read(Form form, String name) {
        List<Embed> embeds = new ArrayList<>();
        int total = 0;
        for (Form each : form.objects(name, MAX_EMBEDS)) {
            Embed embed = embed(each);
            embeds.add(embed);
            total += size(embed);
        }
        if (total > MAX_TOTAL) {
            form.reject(
                    name,
                    "MAX_EMBED_SIZE_EXCEEDED",
                    "Embed size exceeds maximum size of %d".formatted(MAX_TOTAL));
        }
        return embeds;
    }

    private static Embed embed(Form form) {
        return new Embed(
                text(form, "title", MAX_TITLE),
                text(form, "description", MAX_DESCRIPTION),
                url(form, "url"),
                Times.unixMs(form, "timestamp"),
                form.integer("color", 0, MAX_COLOR),
                footer(form.object("footer")),
                media(form.object("image")),
                media(form.object("thumbnail")),
                author(form.object("author")),
                fields(form));
    }

    private static Embed.@Nullable Footer footer(@Nullable Form form) {
        String text = form == null ? null : text(form, "text", MAX_FOOTER);
        return form == null || text == null ? null : new Embed.Footer(text, url(form, "icon_url"));
    }

    private static Embed.@Nullable Author author(@Nullable Form form) {
        String name = form == null ? null : text(form, "name", MAX_AUTHOR);
        return form == null || name == null
                ? null
                : new Embed.Author(name, url(form, "url"), url(form, "icon_url"));
    }

    private static @Nullable String media(@Nullable Form form) {
        return form == null ? null : url(form, "url");
    }

    private static List<Embed.Field> fields(Form form) {
        List<Embed.Field> fields = new ArrayList<>();
        for (Form each : form.objects("fields", MAX_FIELDS)) {
            fields.add(
                    new Embed.Field(
                            each.requiredText("name", 1, MAX_FIELD_NAME),
                            each.requiredText("value", 1, MAX_FIELD_VALUE),
                            each.flag("inline", false)));
        }
        return fields;
    }

    private static @Nullable String text(Form form, String name, int max) {
        String text = form.text(name, 0, max);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String url(Form form, String name) {
        String url = form.text(name, 0, MAX_URL);
        if (url == null || url.isBlank()) {
            return null;
        }
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            form.reject(
                    name, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').");
        }
        return url;
    }

    /// The characters that count against the limit of all embeds together.
    private static int size(Embed embed) {
        int size = length(embed.title()) + length(embed.description());
        size += embed.footer() == null ? 0 : length(embed.footer().text());
        size += embed.author() == null ? 0 : length(embed.author().name());
        for (Embed.Field field : embed.fields()) {
            size += length(field.name()) + length(field.value());
        }
        return size;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }
}
