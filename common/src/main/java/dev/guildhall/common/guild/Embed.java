package dev.guildhall.common.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rich embed, rebuilt from the fields that are known; type is always `rich`.
///
/// `timestampMs` is Unix milliseconds; `color` 0xRRGGBB. Source:
/// <https://discord.com/developers/docs/resources/message#embed-object>
public record Embed(
        @Nullable String title,
        @Nullable String description,
        @Nullable String url,
        @Nullable Long timestampMs,
        @Nullable Integer color,
        @Nullable Footer footer,
        @Nullable String imageUrl,
        @Nullable String thumbnailUrl,
        @Nullable Author author,
        List<Field> fields) {

    /// The line below an embed.
    public record Footer(String text, @Nullable String iconUrl) {}

    /// The line above an embed.
    public record Author(String name, @Nullable String url, @Nullable String iconUrl) {}

    /// A titled paragraph.
    public record Field(String name, String value, boolean inline) {}
}
