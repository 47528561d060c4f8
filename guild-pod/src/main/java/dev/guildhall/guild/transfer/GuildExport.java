package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.common.json.EmojiJson;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.common.json.MessageJson;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a guild as JSON lines in Discord's shapes, `{"type":…,"data":…}` each, always in the same
/// order: two equal guilds give equal bytes. docs/backup.md describes the lines.
final class GuildExport {

    static final int FORMAT = 1;

    /// User ids in one line of reactions.
    private static final int REACTORS = 1_000;

    private final GuildReading reading;
    private final OutputStream out;
    private final Progress progress;
    private final GuildHead head;
    private final @Nullable GuildId guildId;

    GuildExport(GuildReading reading, OutputStream out, Progress progress) {
        this.reading = reading;
        this.out = out;
        this.progress = progress;
        this.head = reading.head();
        this.guildId = head.guild().kind() == GuildKind.DIRECT ? null : head.guild().id();
    }

    /// Gives the number of messages.
    long run() throws IOException {
        head();
        long messages = 0;
        ContentWalk walk = new ContentWalk(reading);
        Cursor cursor = Cursor.START;
        while (cursor.section() != Cursor.Section.HEAD) {
            ContentWalk.Page page = walk.next(cursor);
            long bytes = 0;
            long pageMessages = 0;
            for (ContentRecord each : page.records()) {
                bytes += line(each);
                pageMessages += each instanceof ContentRecord.MessagePut ? 1 : 0;
            }
            messages += pageMessages;
            progress.advance(pageMessages, bytes);
            cursor = page.next();
        }
        return messages;
    }

    private void head() throws IOException {
        var _ =
                line(
                        "export",
                        json -> {
                            json.writeStartObject();
                            json.writeNumberField("format", FORMAT);
                            json.writeStringField("guild_id", head.guild().id().toString());
                            json.writeStringField("kind", head.guild().kind().name());
                            json.writeEndObject();
                        });
        var _ = line("guild", json -> GuildJson.write(json, head.guild(), head.roles()));
        for (Channel each : head.channels()) {
            var _ = line("channel", json -> channel(each).write(json));
        }
    }

    private JsonBody channel(Channel channel) {
        if (channel.type() == ChannelType.DM) {
            var recipients =
                    reading.members(new UserId(0), REACTORS).stream().map(Member::user).toList();
            return json -> ChannelJson.writeDirect(json, channel, recipients);
        }
        return json -> ChannelJson.write(json, head.guild().id(), channel);
    }

    private long line(ContentRecord item) throws IOException {
        return switch (item) {
            case ContentRecord.MemberPut it ->
                    line("member", json -> MemberJson.write(json, it.member()));
            case ContentRecord.BanPut it -> line("ban", ban(it.ban()));
            case ContentRecord.MessagePut it -> message(it.message());
            case ContentRecord.Head _ -> 0; // written first
            case ContentRecord.FormerMember _ -> 0; // not every store can tell them
            case ContentRecord.MemberGone _,
                    ContentRecord.BanGone _,
                    ContentRecord.MessageGone _,
                    ContentRecord.ChannelGone _ ->
                    throw new IllegalArgumentException("no part of an export: " + item);
        };
    }

    private static JsonBody ban(Result.Ban ban) {
        return json -> {
            json.writeStartObject();
            Json.text(json, "reason", ban.reason());
            json.writeFieldName("user");
            UserJson.write(json, ban.user());
            json.writeEndObject();
        };
    }

    private long message(StoredMessage stored) throws IOException {
        List<Reaction> counts =
                stored.reactors().stream()
                        .map(it -> new Reaction(it.emoji(), it.userIds().size(), false))
                        .toList();
        Message message = stored.message().withReactions(counts);
        var context = new MessageJson.Context(guildId, true);
        long bytes = line("message", json -> MessageJson.writeStored(json, message, context));
        if (stored.pinnedAtMs() != null) {
            bytes += line("pin", pin(message, stored.pinnedAtMs()));
        }
        for (StoredMessage.Reactors each : stored.reactors()) {
            List<UserId> users = each.userIds().stream().sorted().toList();
            for (int from = 0; from < users.size(); from += REACTORS) {
                int to = Math.min(users.size(), from + REACTORS);
                bytes += line("reactions", reactions(message, each, users.subList(from, to)));
            }
        }
        return bytes;
    }

    private static JsonBody pin(Message message, long pinnedAtMs) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("channel_id", message.channelId().toString());
            json.writeStringField("message_id", message.id().toString());
            Json.timestamp(json, "pinned_at", pinnedAtMs);
            json.writeEndObject();
        };
    }

    private static JsonBody reactions(
            Message message, StoredMessage.Reactors reactors, List<UserId> users) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("channel_id", message.channelId().toString());
            json.writeStringField("message_id", message.id().toString());
            json.writeFieldName("emoji");
            EmojiJson.write(json, reactors.emoji());
            Json.ids(json, "user_ids", users);
            json.writeEndObject();
        };
    }

    private long line(String type, JsonBody data) throws IOException {
        byte[] line =
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("type", type);
                    json.writeFieldName("data");
                    data.write(json);
                    json.writeEndObject();
                });
        out.write(line);
        out.write('\n');
        return line.length + 1L;
    }
}
