package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Estimates of what things take, in bytes, for bounds. Good to a factor of two, and cheap.
final class Weight {

    private static final long SMALL = 200;
    private static final long ENTITY = 150;
    private static final long EMBED = 300;
    private static final long ID = Long.BYTES;

    private Weight() {}

    static long of(Command command) {
        return switch (command) {
            case Command.CreateMessage create ->
                    SMALL + create.content().length() + embeds(create.embeds());
            case Command.EditMessage edit ->
                    SMALL
                            + (edit.content() == null ? 0 : edit.content().length())
                            + (edit.embeds() == null ? 0 : embeds(edit.embeds()));
            case Command.CreateGuild create -> SMALL + ENTITY * create.channels().size();
            case Command.BulkDeleteMessages delete -> SMALL + ID * delete.messageIds().size();
            case Command _ -> SMALL;
        };
    }

    static long of(Event event) {
        return switch (event) {
            case Event.MessageCreated created -> SMALL + of(created.message());
            case Event.MessageUpdated updated -> SMALL + of(updated.message());
            case Event.MessagePinChanged pinned -> SMALL + of(pinned.message());
            case Event.GuildCreated created ->
                    ENTITY
                            * (1
                                    + created.roles().size()
                                    + created.channels().size()
                                    + created.members().size());
            case Event.MessagesBulkDeleted deleted -> SMALL + ID * deleted.messageIds().size();
            case Event _ -> SMALL;
        };
    }

    static long of(Outbound frame) {
        return switch (frame) {
            case Outbound.Attached attached ->
                    ENTITY
                            * (1
                                    + attached.roles().size()
                                    + attached.channels().size()
                                    + attached.members().size()
                                    + attached.presences().size()
                                    + attached.voiceStates().size());
            case Outbound.Events events -> events.weight();
            case Outbound.SessionOpened opened -> opened.view() == null ? SMALL : of(opened.view());
            case Outbound.Answered answered ->
                    answered.answer() instanceof Answer.Accepted accepted
                            ? SMALL + accepted.events().stream().mapToLong(Weight::of).sum()
                            : SMALL;
            case Outbound.Ended _ -> 0;
        };
    }

    static long sum(List<Sequenced> events) {
        long sum = 0;
        for (Sequenced event : events) {
            sum += of(event.event());
        }
        return sum;
    }

    private static long of(Message message) {
        long own = ENTITY + message.content().length() + embeds(message.embeds());
        return message.referenced() == null ? own : own + of(message.referenced());
    }

    private static long of(GuildView view) {
        return ENTITY
                * (1
                        + view.roles().size()
                        + view.channels().size()
                        + view.members().size()
                        + view.presences().size()
                        + view.voiceStates().size());
    }

    private static long embeds(List<Embed> embeds) {
        long sum = 0;
        for (Embed embed : embeds) {
            sum += EMBED + length(embed.title()) + length(embed.description());
            for (Embed.Field field : embed.fields()) {
                sum += field.name().length() + field.value().length();
            }
        }
        return sum;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
