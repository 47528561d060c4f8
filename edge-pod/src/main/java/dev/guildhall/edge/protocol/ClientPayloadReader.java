package dev.guildhall.edge.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.protocol.ClientPayload.Heartbeat;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.Ignored;
import dev.guildhall.edge.protocol.ClientPayload.Malformed;
import dev.guildhall.edge.protocol.ClientPayload.RequestGuildMembers;
import dev.guildhall.edge.protocol.ClientPayload.Resume;
import dev.guildhall.edge.protocol.ClientPayload.Shard;
import dev.guildhall.edge.protocol.ClientPayload.UnknownOpcode;
import dev.guildhall.edge.protocol.ClientPayload.VoiceStateUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what clients send, and forgives what can be forgiven: ids as strings or numbers, fields
/// that are missing, unknown or of another type. What is left decides: see each method.
public final class ClientPayloadReader {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int MAX_USER_IDS = 100;
    private static final int MAX_NONCE_BYTES = 32;
    private static final int MAX_TOKEN_CHARS = 1_024;
    private static final int MIN_LARGE_THRESHOLD = 50;
    private static final int MAX_LARGE_THRESHOLD = 250;

    private ClientPayloadReader() {}

    /// One payload, UTF-8. Never fails: what cannot be read is [Malformed].
    public static ClientPayload read(byte[] payload) {
        JsonNode root;
        try {
            root = MAPPER.readTree(payload);
        } catch (JsonProcessingException e) {
            return new Malformed("not JSON");
        } catch (IOException e) {
            return new Malformed("not UTF-8");
        }
        if (root == null || !root.isObject()) {
            return new Malformed("no object");
        }
        Long code = Fields.number(root.path("op"));
        if (code == null) {
            return new Malformed("no op");
        }
        return Opcode.of(code)
                .map(opcode -> payload(opcode, data(root)))
                .orElseGet(() -> new UnknownOpcode(code));
    }

    private static JsonNode data(JsonNode root) {
        JsonNode data = root.path("d");
        return data.isNull() ? MissingNode.getInstance() : data;
    }

    private static ClientPayload payload(Opcode opcode, JsonNode d) {
        return switch (opcode) {
            case HEARTBEAT -> new Heartbeat(Fields.number(d));
            case IDENTIFY -> identify(d);
            case PRESENCE_UPDATE -> PresenceReader.read(d);
            case VOICE_STATE_UPDATE -> voiceState(d);
            case RESUME -> resume(d);
            case REQUEST_GUILD_MEMBERS -> members(d);
            case CALL_CONNECT,
                    GUILD_SUBSCRIPTIONS,
                    GUILD_SUBSCRIPTIONS_BULK,
                    REQUEST_SOUNDBOARD_SOUNDS,
                    REQUEST_CHANNEL_INFO ->
                    new Ignored(opcode);
            case DISPATCH, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK ->
                    new UnknownOpcode(opcode.code());
        };
    }

    private static ClientPayload identify(JsonNode d) {
        String token = token(d);
        if (token == null) {
            return new Malformed("identify without a token");
        }
        JsonNode intents = d.path("intents");
        Long bits = Fields.number(intents);
        if (bits == null && !Fields.absent(intents)) {
            return new Malformed("intents are no number");
        }
        JsonNode shard = d.path("shard");
        Shard part = shard(shard);
        if (part == null && !Fields.absent(shard)) {
            return new Malformed("shard is not [id, count]");
        }
        return new Identify(
                token,
                platform(d.path("properties")),
                largeThreshold(d.path("large_threshold")),
                part,
                PresenceReader.read(d.path("presence")),
                bits);
    }

    /// A token without `Bot ` or `Bearer `; null when there is none.
    private static @Nullable String token(JsonNode d) {
        JsonNode node = d.path("token");
        if (!node.isTextual() || node.textValue().length() > MAX_TOKEN_CHARS) {
            return null;
        }
        String token = node.textValue().strip();
        for (String prefix : List.of("Bot ", "Bearer ")) {
            if (token.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return token.substring(prefix.length()).strip();
            }
        }
        return token;
    }

    private static @Nullable Shard shard(JsonNode node) {
        if (!node.isArray() || node.size() != 2) {
            return null;
        }
        Long id = Fields.number(node.get(0));
        Long count = Fields.number(node.get(1));
        return id == null || count == null ? null : new Shard(id, count);
    }

    private static int largeThreshold(JsonNode node) {
        Long value = Fields.number(node);
        return value == null
                ? MIN_LARGE_THRESHOLD
                : Math.clamp(value, MIN_LARGE_THRESHOLD, MAX_LARGE_THRESHOLD);
    }

    /// Where the client runs, as `client_status` tells others. Libraries, too, are `web` there.
    private static Presence.Platform platform(JsonNode properties) {
        String browser = Fields.text(properties.path("browser"));
        if (browser == null) {
            browser = Fields.text(properties.path("$browser"));
        }
        return switch (browser == null ? "" : browser.toLowerCase(Locale.ROOT)) {
            case "discord ios", "discord android" -> Presence.Platform.MOBILE;
            case "discord client" -> Presence.Platform.DESKTOP;
            default -> Presence.Platform.WEB;
        };
    }

    private static ClientPayload voiceState(JsonNode d) {
        Long guildId = Fields.id(d.path("guild_id"));
        Long channelId = Fields.id(d.path("channel_id"));
        return new VoiceStateUpdate(
                guildId == null ? null : new GuildId(guildId),
                channelId == null ? null : new ChannelId(channelId),
                Fields.flag(d.path("self_mute")),
                Fields.flag(d.path("self_deaf")),
                Fields.flag(d.path("self_video")));
    }

    private static ClientPayload resume(JsonNode d) {
        String token = token(d);
        String sessionId = Fields.text(d.path("session_id"));
        Long seq = Fields.number(d.path("seq"));
        if (token == null || sessionId == null || (seq == null && !Fields.absent(d.path("seq")))) {
            return new Malformed("resume without token, session_id or seq");
        }
        return new Resume(token, new SessionId(sessionId), seq == null ? 0 : seq);
    }

    private static ClientPayload members(JsonNode d) {
        Long guildId = Fields.id(d.path("guild_id"));
        if (guildId == null && d.path("guild_id").isArray()) {
            guildId = Fields.id(d.path("guild_id").path(0)); // user clients send a list
        }
        if (guildId == null) {
            return new Malformed("guild_id is no id");
        }
        List<UserId> userIds = userIds(d.path("user_ids"));
        if (userIds.size() > MAX_USER_IDS) {
            return new Malformed("more than 100 user_ids");
        }
        Long limit = Fields.number(d.path("limit"));
        return new RequestGuildMembers(
                new GuildId(guildId),
                Fields.text(d.path("query")),
                userIds,
                limit == null ? 0 : Math.clamp(limit, 0, Integer.MAX_VALUE),
                Fields.flag(d.path("presences")),
                nonce(d.path("nonce")));
    }

    private static List<UserId> userIds(JsonNode node) {
        List<UserId> userIds = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : MAPPER.createArrayNode().add(node)) {
            Long id = Fields.id(each);
            if (id != null) {
                userIds.add(new UserId(id));
            }
        }
        return List.copyOf(userIds);
    }

    /// A nonce of more than 32 bytes is ignored, as the documentation says.
    private static @Nullable String nonce(JsonNode node) {
        String nonce = Fields.text(node);
        return nonce == null || nonce.length() > MAX_NONCE_BYTES ? null : nonce;
    }
}
