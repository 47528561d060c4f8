package dev.guildhall.edge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.common.json.MessageJson;
import dev.guildhall.common.json.PresenceJson;
import dev.guildhall.common.json.VoiceStateJson;
import dev.guildhall.edge.fake.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every dispatch, written once with everything and once with nothing that may be left out, is what
/// `dispatches.ndjson` says. `e2e/conform` finds no fault with that file. After a wanted change
/// take the new text from `target/dispatches.ndjson`.
class DispatchesGoldenTest {

    private static final GuildId GUILD = new GuildId(1_000);
    private static final ChannelId CHANNEL = new ChannelId(1_001);
    private static final MessageId MESSAGE = new MessageId(2_000);
    private static final long AT_MS = 1_767_225_600_123L;

    private final List<String> lines = new ArrayList<>();

    @Test
    void dispatchesAreAsBefore() throws IOException {
        // When
        sessions();
        guilds();
        messages();
        transients();

        // Then
        String actual = String.join("\n", lines) + "\n";
        Path target = Files.createDirectories(Path.of("target"));
        Files.writeString(target.resolve("dispatches.ndjson"), actual);
        try (var in = getClass().getResourceAsStream("dispatches.ndjson")) {
            assertThat(in).isNotNull();
            assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void sessions() {
        add(
                DispatchType.READY,
                new ReadyJson(
                                10,
                                user(),
                                List.of(GUILD),
                                new SessionId("s"),
                                "ws://edge",
                                new ClientPayload.Shard(0, 1),
                                new ReadyJson.Application("1", 1 << 18),
                                "edge-0")
                        .body());
        add(
                DispatchType.READY,
                new ReadyJson(
                                9,
                                Samples.user(7),
                                List.of(),
                                new SessionId("s"),
                                "ws://edge",
                                null,
                                new ReadyJson.Application("1", 0),
                                "edge-0")
                        .body());
        add(
                DispatchType.GUILD_MEMBERS_CHUNK,
                new MembersChunkJson(
                                GUILD,
                                List.of(member()),
                                List.of(presence()),
                                0,
                                1,
                                List.of(new UserId(9)),
                                "n")
                        .body());
        add(
                DispatchType.GUILD_MEMBERS_CHUNK,
                new MembersChunkJson(GUILD, List.of(), null, 0, 1, List.of(), null).body());
        add(DispatchType.VOICE_SERVER_UPDATE, EventJson.voiceServerUpdate(GUILD, "t"));
    }

    private void guilds() {
        add(DispatchType.GUILD_CREATE, EventJson.guildCreate(fullView()));
        add(DispatchType.GUILD_CREATE, EventJson.guildCreate(Samples.view(1_000, 7)));
        add(
                DispatchType.GUILD_UPDATE,
                json -> GuildJson.write(json, fullGuild(), List.of(Samples.role(1_000))));
        add(DispatchType.GUILD_DELETE, EventJson.guildDelete(GUILD, true));
        add(DispatchType.GUILD_DELETE, EventJson.guildDelete(GUILD, false));
        add(DispatchType.GUILD_ROLE_CREATE, EventJson.role(GUILD, Samples.role(5)));
        add(DispatchType.GUILD_ROLE_UPDATE, EventJson.role(GUILD, Samples.role(5)));
        add(DispatchType.GUILD_ROLE_DELETE, EventJson.roleDelete(GUILD, new RoleId(5)));
        add(DispatchType.GUILD_MEMBER_ADD, json -> MemberJson.writeInGuild(json, GUILD, member()));
        add(
                DispatchType.GUILD_MEMBER_UPDATE,
                json -> MemberJson.writeInGuild(json, GUILD, Samples.member(7)));
        add(DispatchType.GUILD_MEMBER_REMOVE, EventJson.userInGuild(GUILD, user()));
        add(DispatchType.GUILD_BAN_ADD, EventJson.userInGuild(GUILD, user()));
        add(DispatchType.GUILD_BAN_REMOVE, EventJson.userInGuild(GUILD, user()));
        for (Channel channel : fullView().channels()) {
            add(DispatchType.CHANNEL_CREATE, json -> ChannelJson.write(json, GUILD, channel));
        }
        add(DispatchType.CHANNEL_PINS_UPDATE, EventJson.pinsUpdate(GUILD, CHANNEL, AT_MS));
        add(DispatchType.CHANNEL_PINS_UPDATE, EventJson.pinsUpdate(null, CHANNEL, null));
    }

    private void messages() {
        MessageJson.Context guild = new MessageJson.Context(GUILD, true);
        MessageJson.Context blank = new MessageJson.Context(GUILD, false);
        MessageJson.Context direct = new MessageJson.Context(null, true);
        add(DispatchType.MESSAGE_CREATE, g -> event(g, fullMessage(), guild, member()));
        add(DispatchType.MESSAGE_CREATE, g -> event(g, fullMessage(), blank, member()));
        add(DispatchType.MESSAGE_UPDATE, g -> event(g, plainMessage(), direct, null));
        add(DispatchType.MESSAGE_DELETE, EventJson.messageDelete(GUILD, CHANNEL, MESSAGE));
        add(DispatchType.MESSAGE_DELETE, EventJson.messageDelete(null, CHANNEL, MESSAGE));
        add(
                DispatchType.MESSAGE_DELETE_BULK,
                EventJson.messageDeleteBulk(GUILD, CHANNEL, List.of(MESSAGE)));
        Emoji custom = new Emoji(77L, "party");
        add(
                DispatchType.MESSAGE_REACTION_ADD,
                EventJson.reactionAdd(
                        GUILD,
                        new Event.ReactionAdded(
                                CHANNEL,
                                MESSAGE,
                                new UserId(8),
                                new UserId(7),
                                member(),
                                new Emoji(null, "👍"))));
        add(
                DispatchType.MESSAGE_REACTION_ADD,
                EventJson.reactionAdd(
                        null,
                        new Event.ReactionAdded(
                                CHANNEL, MESSAGE, new UserId(8), new UserId(7), null, custom)));
        add(
                DispatchType.MESSAGE_REACTION_REMOVE,
                EventJson.reactionRemove(
                        GUILD, new Event.ReactionRemoved(CHANNEL, MESSAGE, new UserId(7), custom)));
        add(
                DispatchType.MESSAGE_REACTION_REMOVE_ALL,
                EventJson.reactionsCleared(
                        GUILD, new Event.ReactionsCleared(CHANNEL, MESSAGE, null)));
        add(
                DispatchType.MESSAGE_REACTION_REMOVE_EMOJI,
                EventJson.reactionsCleared(
                        GUILD, new Event.ReactionsCleared(CHANNEL, MESSAGE, custom)));
    }

    private void transients() {
        add(DispatchType.PRESENCE_UPDATE, json -> PresenceJson.write(json, GUILD, presence()));
        add(
                DispatchType.PRESENCE_UPDATE,
                json ->
                        PresenceJson.write(
                                json,
                                GUILD,
                                new Presence(
                                        new UserId(7),
                                        Presence.Status.INVISIBLE,
                                        Presence.Platform.WEB,
                                        List.of())));
        add(DispatchType.TYPING_START, EventJson.typingStart(GUILD, CHANNEL, member(), AT_MS));
        add(DispatchType.TYPING_START, EventJson.typingStart(null, CHANNEL, member(), AT_MS));
        add(
                DispatchType.VOICE_STATE_UPDATE,
                json -> VoiceStateJson.write(json, GUILD, voice(CHANNEL), member()));
        add(
                DispatchType.VOICE_STATE_UPDATE,
                json -> VoiceStateJson.write(json, GUILD, voice(null), null));
    }

    private static void event(
            JsonGenerator json, Message message, MessageJson.Context context, Member member)
            throws IOException {
        MessageJson.writeEvent(json, message, context, ChannelType.TEXT, member);
    }

    private void add(DispatchType type, JsonBody body) {
        String payload = new String(DispatchJson.encode(7, type, body), StandardCharsets.UTF_8);
        lines.add("{\"gateway\":" + payload + "}");
    }

    private static User user() {
        return new User(new UserId(7), "ann", "Ann", "hash", true);
    }

    private static Member member() {
        return new Member(user(), "nick", List.of(new RoleId(5)), AT_MS, true, true, AT_MS + 1_000);
    }

    private static Presence presence() {
        return new Presence(
                new UserId(7),
                Presence.Status.DND,
                Presence.Platform.MOBILE,
                List.of(
                        new Presence.Activity("chess", 0, null, null, AT_MS),
                        new Presence.Activity("Custom Status", 4, null, "busy", AT_MS),
                        new Presence.Activity("a stream", 1, "https://a.example", null, AT_MS)));
    }

    private static VoiceState voice(ChannelId channelId) {
        return new VoiceState(
                new UserId(7),
                new SessionId("s"),
                channelId,
                true,
                false,
                false,
                false,
                true,
                false);
    }

    private static Guild fullGuild() {
        return new Guild(
                GUILD, GuildKind.COMMUNITY, "g", "icon", "about", new UserId(7), CHANNEL, 300);
    }

    private static GuildView fullView() {
        return new GuildView(
                3,
                fullGuild(),
                List.of(Samples.role(1_000), Samples.role(5)),
                List.of(
                        Samples.channel(1_002, ChannelType.CATEGORY),
                        textChannel(),
                        Samples.channel(1_003, ChannelType.VOICE),
                        Samples.channel(1_004, ChannelType.ANNOUNCEMENT)),
                List.of(member(), Samples.member(8)),
                List.of(presence()),
                List.of(voice(CHANNEL)),
                2,
                1,
                true,
                member());
    }

    private static Channel textChannel() {
        return new Channel(
                CHANNEL,
                ChannelType.TEXT,
                "general",
                1,
                new ChannelId(1_002),
                "topic",
                true,
                5,
                0,
                0,
                List.of(
                        new Overwrite(1_000, Overwrite.Target.ROLE, 0, 1L << 10),
                        new Overwrite(7, Overwrite.Target.MEMBER, 1L << 52, 0)),
                MESSAGE,
                AT_MS);
    }

    private static Message plainMessage() {
        return message(
                MessageType.DEFAULT, "", null, List.of(), null, null, null, List.of(), List.of());
    }

    private static Message fullMessage() {
        return message(
                MessageType.REPLY,
                "héllo \"quoted\"",
                AT_MS + 5,
                List.of(
                        embed(),
                        new Embed(null, "d", null, null, null, null, null, null, null, List.of())),
                "nonce",
                new MessageReference(CHANNEL, new MessageId(1_999)),
                plainMessage(),
                List.of(user()),
                List.of(new Reaction(new Emoji(null, "👍"), 2, true)));
    }

    private static Message message(
            MessageType type,
            String content,
            Long editedAtMs,
            List<Embed> embeds,
            String nonce,
            MessageReference reference,
            Message referenced,
            List<User> mentions,
            List<Reaction> reactions) {
        return new Message(
                MESSAGE,
                CHANNEL,
                type,
                user(),
                content,
                AT_MS,
                editedAtMs,
                0,
                false,
                false,
                mentions,
                List.of(new RoleId(5)),
                embeds,
                true,
                nonce,
                reference,
                referenced,
                reactions);
    }

    private static Embed embed() {
        return new Embed(
                "title",
                "description",
                "https://a.example",
                AT_MS,
                0x112233,
                new Embed.Footer("footer", null),
                "https://a.example/i.png",
                "https://a.example/t.png",
                new Embed.Author("author", "https://a.example", null),
                List.of(new Embed.Field("name", "value", true)));
    }
}
