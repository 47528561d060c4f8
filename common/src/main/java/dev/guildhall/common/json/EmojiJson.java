package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Emoji;
import java.io.IOException;

/// A partial emoji object, as reactions carry it. Source:
/// <https://discord.com/developers/docs/resources/emoji#emoji-object>
public final class EmojiJson {

    private EmojiJson() {}

    public static void write(JsonGenerator json, Emoji emoji) throws IOException {
        json.writeStartObject();
        Json.idOrNull(json, "id", emoji.id());
        json.writeStringField("name", emoji.name());
        if (emoji.id() != null) {
            json.writeBooleanField("animated", false);
        }
        json.writeEndObject();
    }
}
