package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Embed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What holds for the embeds of a message.
///
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
final class EmbedRules {

    private static final int MAX_EMBEDS = 10;
    private static final int MAX_ALL_TEXT = 6_000;
    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 4_096;
    private static final int MAX_FIELDS = 25;
    private static final int MAX_FIELD_NAME = 256;
    private static final int MAX_FIELD_VALUE = 1_024;
    private static final int MAX_FOOTER = 2_048;
    private static final int MAX_AUTHOR = 256;
    private static final int MAX_URL = 2_048;
    private static final int MAX_COLOR = 0xFFFFFF;

    private EmbedRules() {}

    static void check(List<Embed> embeds, FieldErrors errors) {
        errors.maxItems("embeds", embeds.size(), MAX_EMBEDS);
        int allText = 0;
        for (int i = 0; i < embeds.size() && i < MAX_EMBEDS; i++) {
            checkOne("embeds." + i, embeds.get(i), errors);
            allText += text(embeds.get(i));
        }
        if (allText > MAX_ALL_TEXT) {
            errors.add(
                    "embeds",
                    "MAX_EMBED_SIZE_EXCEEDED",
                    "Embed size exceeds maximum size of " + MAX_ALL_TEXT);
        }
    }

    private static void checkOne(String path, Embed embed, FieldErrors errors) {
        if (isEmpty(embed)) {
            errors.required(path + ".description");
        }
        errors.maxLength(path + ".title", embed.title(), MAX_TITLE);
        errors.maxLength(path + ".description", embed.description(), MAX_DESCRIPTION);
        errors.range(path + ".color", embed.color(), 0, MAX_COLOR);
        checkUrl(path + ".url", embed.url(), false, errors);
        checkUrl(path + ".image.url", embed.imageUrl(), true, errors);
        checkUrl(path + ".thumbnail.url", embed.thumbnailUrl(), true, errors);
        Embed.Footer footer = embed.footer();
        if (footer != null) {
            text(path + ".footer.text", footer.text(), MAX_FOOTER, errors);
            checkUrl(path + ".footer.icon_url", footer.iconUrl(), true, errors);
        }
        Embed.Author author = embed.author();
        if (author != null) {
            text(path + ".author.name", author.name(), MAX_AUTHOR, errors);
            checkUrl(path + ".author.url", author.url(), false, errors);
            checkUrl(path + ".author.icon_url", author.iconUrl(), true, errors);
        }
        checkFields(path + ".fields", embed.fields(), errors);
    }

    private static void checkFields(String path, List<Embed.Field> fields, FieldErrors errors) {
        errors.maxItems(path, fields.size(), MAX_FIELDS);
        for (int i = 0; i < fields.size() && i < MAX_FIELDS; i++) {
            text(path + "." + i + ".name", fields.get(i).name(), MAX_FIELD_NAME, errors);
            text(path + "." + i + ".value", fields.get(i).value(), MAX_FIELD_VALUE, errors);
        }
    }

    /// A text that must not be blank.
    private static void text(String path, String value, int max, FieldErrors errors) {
        if (value.isBlank()) {
            errors.required(path);
        }
        errors.maxLength(path, value, max);
    }

    private static void checkUrl(
            String path, @Nullable String url, boolean image, FieldErrors errors) {
        if (url == null) {
            return;
        }
        errors.maxLength(path, url, MAX_URL);
        String lower = url.toLowerCase(Locale.ROOT);
        boolean known =
                lower.startsWith("https://")
                        || lower.startsWith("http://")
                        || (image && lower.startsWith("attachment://"));
        if (!known) {
            errors.add(
                    path,
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme must be one of ('http', 'https'"
                            + (image ? ", 'attachment'" : "")
                            + ").");
        }
    }

    private static boolean isEmpty(Embed embed) {
        return isBlank(embed.title())
                && isBlank(embed.description())
                && embed.footer() == null
                && embed.author() == null
                && embed.imageUrl() == null
                && embed.thumbnailUrl() == null
                && embed.fields().isEmpty();
    }

    private static int text(Embed embed) {
        int size = size(embed.title()) + size(embed.description());
        size += embed.footer() == null ? 0 : size(embed.footer().text());
        size += embed.author() == null ? 0 : size(embed.author().name());
        for (Embed.Field field : embed.fields()) {
            size += size(field.name()) + size(field.value());
        }
        return size;
    }

    private static int size(@Nullable String text) {
        return text == null ? 0 : FieldErrors.size(text);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
