package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Embed;
import dev.guildhall.rpc.v1.EmbedProto;

/// Embeds. See [Fields] for what is refused.
public final class EmbedCodec {

    private EmbedCodec() {}

    public static EmbedProto toProto(Embed embed) {
        EmbedProto.Builder proto = EmbedProto.newBuilder();
        Fields.set(embed.title(), proto::setTitle);
        Fields.set(embed.description(), proto::setDescription);
        Fields.set(embed.url(), proto::setUrl);
        Fields.set(embed.timestampMs(), proto::setTimestampMs);
        Fields.set(embed.color(), proto::setColor);
        Fields.set(embed.footer(), footer -> proto.setFooter(footer(footer)));
        Fields.set(embed.imageUrl(), proto::setImageUrl);
        Fields.set(embed.thumbnailUrl(), proto::setThumbnailUrl);
        Fields.set(embed.author(), author -> proto.setAuthor(author(author)));
        embed.fields().forEach(field -> proto.addFields(field(field)));
        return proto.build();
    }

    private static EmbedProto.Footer footer(Embed.Footer footer) {
        EmbedProto.Footer.Builder proto = EmbedProto.Footer.newBuilder().setText(footer.text());
        Fields.set(footer.iconUrl(), proto::setIconUrl);
        return proto.build();
    }

    private static EmbedProto.Author author(Embed.Author author) {
        EmbedProto.Author.Builder proto = EmbedProto.Author.newBuilder().setName(author.name());
        Fields.set(author.url(), proto::setUrl);
        Fields.set(author.iconUrl(), proto::setIconUrl);
        return proto.build();
    }

    private static EmbedProto.Field field(Embed.Field field) {
        return EmbedProto.Field.newBuilder()
                .setName(field.name())
                .setValue(field.value())
                .setInline(field.inline())
                .build();
    }

    public static Embed fromProto(EmbedProto proto) {
        return new Embed(
                proto.hasTitle() ? proto.getTitle() : null,
                proto.hasDescription() ? proto.getDescription() : null,
                proto.hasUrl() ? proto.getUrl() : null,
                proto.hasTimestampMs() ? proto.getTimestampMs() : null,
                proto.hasColor() ? proto.getColor() : null,
                proto.hasFooter() ? footer(proto.getFooter()) : null,
                proto.hasImageUrl() ? proto.getImageUrl() : null,
                proto.hasThumbnailUrl() ? proto.getThumbnailUrl() : null,
                proto.hasAuthor() ? author(proto.getAuthor()) : null,
                proto.getFieldsList().stream().map(EmbedCodec::field).toList());
    }

    private static Embed.Footer footer(EmbedProto.Footer proto) {
        return new Embed.Footer(proto.getText(), proto.hasIconUrl() ? proto.getIconUrl() : null);
    }

    private static Embed.Author author(EmbedProto.Author proto) {
        return new Embed.Author(
                proto.getName(),
                proto.hasUrl() ? proto.getUrl() : null,
                proto.hasIconUrl() ? proto.getIconUrl() : null);
    }

    private static Embed.Field field(EmbedProto.Field proto) {
        return new Embed.Field(proto.getName(), proto.getValue(), proto.getInline());
    }
}
