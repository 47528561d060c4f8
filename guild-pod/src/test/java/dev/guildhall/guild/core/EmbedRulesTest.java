package dev.guildhall.guild.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Embed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbedRulesTest {

    static Embed titled(String title) {
        return embed(title, null, null, List.of());
    }

    private static Embed embed(
            String title, String description, String url, List<Embed.Field> fields) {
        return new Embed(title, description, url, null, null, null, null, null, null, fields);
    }

    private static Map<String, String> faults(List<Embed> embeds) {
        FieldErrors errors = new FieldErrors();
        EmbedRules.check(embeds, errors);
        if (errors.isEmpty()) {
            return Map.of();
        }
        Map<String, String> codes = new java.util.TreeMap<>();
        errors.rejection().fieldErrors().forEach((path, error) -> codes.put(path, error.code()));
        return codes;
    }

    @Test
    void embedsAtTheirLimitsAreFine() {
        Embed.Field field = new Embed.Field("n".repeat(256), "v".repeat(24), true);
        Embed full = embed("t".repeat(256), "d".repeat(744), "https://a.example/", List.of());

        assertThat(faults(List.of(full))).isEmpty();
        assertThat(faults(Collections.nCopies(10, titled("t")))).isEmpty();
        assertThat(faults(List.of(embed(null, null, null, Collections.nCopies(21, field)))))
                .isEmpty();
    }

    @Test
    void eachFaultHasItsPath() {
        Embed.Field nameless = new Embed.Field(" ", "v".repeat(1_025), false);
        Embed wrong =
                new Embed(
                        "t".repeat(257),
                        "d".repeat(4_097),
                        "javascript:alert(1)",
                        null,
                        0x1000000,
                        new Embed.Footer("f".repeat(2_049), null),
                        "ftp://a.example/",
                        "attachment://a.png",
                        new Embed.Author("", null, null),
                        List.of(nameless));

        assertThat(faults(List.of(titled("fine"), wrong)))
                .containsEntry("embeds.1.title", "BASE_TYPE_MAX_LENGTH")
                .containsEntry("embeds.1.description", "BASE_TYPE_MAX_LENGTH")
                .containsEntry("embeds.1.url", "URL_TYPE_INVALID_SCHEME")
                .containsEntry("embeds.1.color", "NUMBER_TYPE_MAX")
                .containsEntry("embeds.1.footer.text", "BASE_TYPE_MAX_LENGTH")
                .containsEntry("embeds.1.image.url", "URL_TYPE_INVALID_SCHEME")
                .containsEntry("embeds.1.author.name", "BASE_TYPE_REQUIRED")
                .containsEntry("embeds.1.fields.0.name", "BASE_TYPE_REQUIRED")
                .containsEntry("embeds.1.fields.0.value", "BASE_TYPE_MAX_LENGTH")
                .containsEntry("embeds", "MAX_EMBED_SIZE_EXCEEDED")
                .hasSize(10);
    }

    @Test
    void sixThousandCharactersTogether() {
        Embed half = embed(null, "d".repeat(3_000), null, List.of());

        assertThat(faults(List.of(half, half))).isEmpty();
        assertThat(faults(List.of(half, half, titled("t"))))
                .containsExactly(Map.entry("embeds", "MAX_EMBED_SIZE_EXCEEDED"));
    }

    @Test
    void elevenEmbedsOrTwentySixFieldsAreTooMany() {
        Embed.Field field = new Embed.Field("n", "v", false);

        assertThat(faults(Collections.nCopies(11, titled("t"))))
                .containsExactly(Map.entry("embeds", "BASE_TYPE_MAX_LENGTH"));
        assertThat(faults(List.of(embed(null, null, null, Collections.nCopies(26, field)))))
                .containsExactly(Map.entry("embeds.0.fields", "BASE_TYPE_MAX_LENGTH"));
    }

    @Test
    void anEmptyEmbedSaysWhatIsMissing() {
        assertThat(faults(List.of(embed(null, " ", null, List.of()))))
                .containsExactly(Map.entry("embeds.0.description", "BASE_TYPE_REQUIRED"));
    }
}
