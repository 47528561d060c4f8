package dev.guildhall.edge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.protocol.ClientPayload.Heartbeat;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.Ignored;
import dev.guildhall.edge.protocol.ClientPayload.Malformed;
import dev.guildhall.edge.protocol.ClientPayload.PresenceUpdate;
import dev.guildhall.edge.protocol.ClientPayload.RequestGuildMembers;
import dev.guildhall.edge.protocol.ClientPayload.VoiceStateUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPayloadReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bot a.b.c", "bot a.b.c", "Bearer a.b.c", "a.b.c", " a.b.c "})
    void tokenLosesItsPrefix(String token) {
        assertThat(identify("\"token\":\"" + token + "\"").token()).isEqualTo("a.b.c");
    }

    @Test
    void identifyAsLibrariesSendIt() {
        // discord.py
        Identify python =
                identify(
                        """
                        "token":"a.b.c","properties":{"os":"linux","browser":"discord.py","device":"discord.py"},
                        "compress":true,"large_threshold":250,"shard":[0,1],
                        "presence":{"status":"idle","game":null,"since":0,"afk":false},"intents":53608447\
                        """);
        assertThat(python.largeThreshold()).isEqualTo(250);
        assertThat(python.shard()).isEqualTo(new ClientPayload.Shard(0, 1));
        assertThat(python.presence().status()).isEqualTo(Presence.Status.IDLE);
        assertThat(Intents.valid(python.intents())).isTrue();
        // an old client
        Identify old =
                identify(
                        "\"token\":\"a\",\"properties\":{\"$os\":\"x\",\"$browser\":\"Discord iOS\"},\"large_threshold\":\"7\"");
        assertThat(old.platform()).isEqualTo(Presence.Platform.MOBILE);
        assertThat(old.largeThreshold()).isEqualTo(50);
        assertThat(old.intents()).isNull();
        assertThat(old.shard()).isNull();
    }

    @Test
    void tokensStayOutOfText() {
        assertThat(identify("\"token\":\"secret\"").toString()).doesNotContain("secret");
        assertThat(read("{\"op\":6,\"d\":{\"token\":\"secret\",\"session_id\":\"s\",\"seq\":1}}"))
                .asString()
                .doesNotContain("secret");
    }

    @Test
    void heartbeatsOfAllKinds() {
        assertThat(read("{\"op\":1,\"d\":null}")).isEqualTo(new Heartbeat(null));
        assertThat(read("{\"op\":1}")).isEqualTo(new Heartbeat(null));
        assertThat(read("{\"op\":1,\"d\":7}")).isEqualTo(new Heartbeat(7L));
        assertThat(read("{\"op\":1.0,\"d\":\"7\"}")).isEqualTo(new Heartbeat(7L));
        assertThat(read("{\"op\":1,\"d\":{\"seq\":7}}")).isEqualTo(new Heartbeat(null));
    }

    @Test
    void voiceStateWithWhatIsThere() {
        assertThat(
                        read(
                                "{\"op\":4,\"d\":{\"guild_id\":1,\"channel_id\":\"2\",\"self_deaf\":true}}"))
                .isEqualTo(
                        new VoiceStateUpdate(new GuildId(1), new ChannelId(2), false, true, false));
        assertThat(read("{\"op\":4}"))
                .isEqualTo(new VoiceStateUpdate(null, null, false, false, false));
    }

    @Test
    void memberRequests() {
        assertThat(read("{\"op\":8,\"d\":{\"guild_id\":\"1\",\"user_ids\":2,\"limit\":\"5\"}}"))
                .isEqualTo(
                        new RequestGuildMembers(
                                new GuildId(1), null, List.of(new UserId(2)), 5, false, null));
        assertThat(
                        read(
                                "{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\",\"limit\":-1,\"nonce\":\"%s\"}}"
                                        .formatted("x".repeat(33))))
                .isEqualTo(new RequestGuildMembers(new GuildId(1), "", List.of(), 0, false, null));
        String ids = "1,".repeat(100) + "1";
        assertThat(read("{\"op\":8,\"d\":{\"guild_id\":\"1\",\"user_ids\":[" + ids + "]}}"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void loneSurrogatesAreReplaced() {
        RequestGuildMembers request =
                (RequestGuildMembers)
                        read(
                                "{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\\ud834\\udd1e\",\"nonce\":\"a\\ud800b\"}}");
        assertThat(request.nonce()).isEqualTo("a\uFFFDb");
        assertThat(request.query()).isEqualTo("𝄞");
    }

    @Test
    void activitiesAreCutToWhatIsAllowed() {
        String many = "{\"name\":\"%s\",\"type\":9},".repeat(9).formatted(names(9));
        PresenceUpdate update =
                (PresenceUpdate) read("{\"op\":3,\"d\":{\"activities\":[" + many + "null]}}");
        assertThat(update.activities()).hasSize(5);
        assertThat(update.activities().getFirst().name()).hasSize(128);
        assertThat(update.activities().getFirst().type()).isZero();
    }

    @Test
    void subscriptionsOfUserClientsAreIgnored() {
        assertThat(read("{\"op\":14,\"d\":{}}")).isEqualTo(new Ignored(Opcode.GUILD_SUBSCRIPTIONS));
        assertThat(read("{\"op\":37,\"d\":[]}"))
                .isEqualTo(new Ignored(Opcode.GUILD_SUBSCRIPTIONS_BULK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "\"", "{\"a\":"})
    void deepNestingIsMalformed(String open) {
        assertThat(read(open.repeat(1_000))).isInstanceOf(Malformed.class);
    }

    @Property(tries = 2_000)
    void noiseNeverThrows(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        byte[] payload =
                "{\"op\":2,\"d\":{\"token\":\"t\",\"intents\":1,\"shard\":[0,1],\"presence\":{\"activities\":[{}]}}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }

        // Then
        assertThat(ClientPayloadReader.read(payload)).isNotNull();
    }

    private static Object[] names(int count) {
        Object[] names = new Object[count];
        Arrays.fill(names, "n".repeat(300));
        return names;
    }

    private static Identify identify(String fields) {
        return (Identify) read("{\"op\":2,\"d\":{" + fields + "}}");
    }

    private static ClientPayload read(String payload) {
        return ClientPayloadReader.read(payload.getBytes(StandardCharsets.UTF_8));
    }
}
