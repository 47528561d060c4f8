package dev.guildhall.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.fake.Samples;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewaySessionTest {

    private static final long GUILD = 1L << 22;
    private static final long DIRECT = 5L << 22;
    private static final int RING = SessionLimits.defaults().ringDispatches();

    private final Edge edge = new Edge();

    @BeforeEach
    void accounts() {
        edge.accounts.withBot("b", 20, GUILD).withPerson("p", 30, GUILD);
        edge.guilds.with(Samples.view(GUILD, 20)).with(Samples.direct(DIRECT, 30, 20));
    }

    @Test
    void readyOfABot() {
        // When
        Edge.Client client = edge.connect().identify("b", ",\"intents\":1,\"shard\":[1,2]");

        // Then
        JsonNode ready = client.wire.payloads.get(1).path("d");
        assertThat(ready.path("v").intValue()).isEqualTo(10);
        assertThat(ready.path("session_id").textValue()).isEqualTo("session0");
        assertThat(ready.path("resume_gateway_url").textValue()).isEqualTo("ws://edge");
        assertThat(ready.path("shard").toString()).isEqualTo("[1,2]");
        assertThat(ready.path("application").path("id").textValue()).isEqualTo("20");
        assertThat(ready.path("private_channels").isArray()).isTrue();
        assertThat(ready.path("user").path("bot").booleanValue()).isTrue();
        assertThat(ready.path("guilds").path(0).path("unavailable").booleanValue()).isTrue();
    }

    @Test
    void readyOfAPersonHasNoApplicationAndDirectChannelsFollow() {
        // Given
        edge.accounts.addDirect(30, DIRECT);

        // When
        Edge.Client client = edge.connect().identify("p", "");

        // Then
        assertThat(client.wire.types())
                .containsExactly("op 10", "READY", "GUILD_CREATE", "CHANNEL_CREATE");
        assertThat(client.wire.payloads.get(1).path("d").has("application")).isFalse();
        assertThat(client.wire.payloads.get(1).path("d").path("guilds")).hasSize(1);
        JsonNode channel = client.wire.last().path("d");
        assertThat(channel.path("type").intValue()).isEqualTo(1);
        assertThat(channel.path("recipients").path(0).path("id").textValue()).isEqualTo("20");
    }

    @Test
    void botOpensDirectChannelsAndIsToldNothing() {
        edge.accounts.addDirect(20, DIRECT);
        Edge.Client client = edge.connect().identify("b");
        assertThat(client.wire.types()).containsExactly("op 10", "READY", "GUILD_CREATE");
        assertThat(edge.guilds.subscribersOf(DIRECT)).hasSize(1);
    }

    @Test
    void guildsOfOtherShardsAreNotOpened() {
        Edge.Client client = edge.connect().identify("b", ",\"intents\":1,\"shard\":[0,2]");
        assertThat(client.wire.types()).containsExactly("op 10", "READY");
        edge.onlySession().joined(new GuildId(GUILD));
        assertThat(edge.guilds.subscribersOf(GUILD)).isEmpty();
    }

    @Test
    void guildThatWasJoinedIsOpenedOnce() {
        // Given
        Edge.Client client = edge.connect().identify("b");
        GuildId other = new GuildId(2L << 22);
        edge.guilds.with(Samples.view(other.value(), 20));

        // When
        edge.onlySession().joined(other);
        edge.onlySession().joined(other);

        // Then
        assertThat(client.wire.types())
                .containsExactly("op 10", "READY", "GUILD_CREATE", "GUILD_CREATE");
    }

    @Test
    void guildThatGoesAndComesBack() {
        // Given
        Edge.Client client = edge.connect().identify("b");
        GatewaySession session = edge.onlySession();

        // When
        session.guildClosed(new GuildId(GUILD), true);
        session.guildOpened(Samples.view(GUILD, 20));
        session.guildClosed(new GuildId(GUILD), false);
        session.guildClosed(new GuildId(GUILD), false);

        // Then
        assertThat(client.wire.types())
                .endsWith("GUILD_CREATE", "GUILD_DELETE", "GUILD_CREATE", "GUILD_DELETE");
        assertThat(client.wire.last().path("d").has("unavailable")).isFalse();
    }

    @Test
    void sequenceOnlyGrowsWhateverOrderRelaysStampIn() {
        // Given
        Edge.Client client = edge.connect().identify("b");
        Dispatch early = edge.guilds.say(999, "stamped first");
        edge.guilds.say(GUILD, "stamped second");

        // When
        edge.onlySession().dispatch(early);

        // Then
        List<Long> all =
                client.wire.payloads.stream().skip(1).map(p -> p.path("s").asLong()).toList();
        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(client.wire.last().path("d").path("content").textValue())
                .isEqualTo("stamped first");
    }

    @Test
    void resumeReplaysExactlyWhatCameAfter() {
        // Given
        Edge.Client first = edge.connect().identify("b");
        long seq = first.wire.lastS();
        first.lose();
        edge.guilds.say(GUILD, "one");
        long one = edge.sequences.last();
        edge.guilds.say(GUILD, "two");

        // When
        Edge.Client again = edge.connect().resume("b", "session0", seq);
        Edge.Client third = edge.connect().resume("b", "session0", one);

        // Then
        assertThat(again.wire.types())
                .containsExactly("op 10", "MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED");
        assertThat(again.wire.last().path("d").toString()).isEqualTo("{}");
        assertThat(again.wire.closed).isEqualTo(CloseCode.UNKNOWN_ERROR);
        assertThat(third.wire.types()).containsExactly("op 10", "MESSAGE_CREATE", "RESUMED");
    }

    @Test
    void resumeWithinGuildCreatesGetsThem() {
        Edge.Client first = edge.connect().identify("b");
        long ready = first.wire.payloads.get(1).path("s").longValue();
        first.lose();
        Edge.Client again = edge.connect().resume("b", "session0", ready);
        assertThat(again.wire.types()).containsExactly("op 10", "GUILD_CREATE", "RESUMED");
    }

    @Test
    void aLargeGuildCreateIsKeptPackedAndReplayedAsItWas() {
        // Given
        edge.guilds.with(Samples.view(GUILD, 20, 400));
        Edge.Client first = edge.connect().identify("b");
        long ready = first.wire.payloads.get(1).path("s").longValue();
        JsonNode create = first.wire.last();
        assertThat(edge.ringBytes).isPositive().isLessThan(create.toString().length() / 4);
        first.lose();

        // When
        Edge.Client again = edge.connect().resume("b", "session0", ready);
        again.beat(Long.toString(again.wire.lastS()));

        // Then
        assertThat(again.wire.types()).containsExactly("op 10", "GUILD_CREATE", "RESUMED", "op 11");
        assertThat(again.wire.payloads.get(1)).isEqualTo(create);
        assertThat(edge.ringBytes).isZero();
    }

    @Test
    void resumeBeyondTheRingIsInvalidAndEndsTheSession() {
        // Given
        Edge.Client first = edge.connect().identify("b");
        long seq = first.wire.lastS();
        first.lose();
        for (int i = 0; i <= RING; i++) {
            edge.guilds.say(GUILD, "m" + i);
        }

        // When
        Edge.Client again = edge.connect().resume("b", "session0", seq);

        // Then
        assertThat(again.wire.types()).containsExactly("op 10", "op 9");
        assertThat(edge.sessions).isEmpty();
        assertThat(edge.bounds).containsKey(Bound.RING);
        assertThat(edge.ringBytes).isZero();
        again.identify("b");
        assertThat(again.wire.types()).contains("READY");
    }

    @Test
    void resumeAtTheRingsEdgeIsExact() {
        Edge.Client first = edge.connect().identify("b");
        long seq = first.wire.lastS();
        first.beat(Long.toString(seq));
        first.lose();
        for (int i = 0; i < RING; i++) {
            edge.guilds.say(GUILD, "m" + i);
        }
        Edge.Client again = edge.connect().resume("b", "session0", seq);
        assertThat(again.wire.types()).hasSize(RING + 2).endsWith("RESUMED");
    }

    @Test
    void ringIsBoundedByBytes() {
        // Given
        Edge.Client first = edge.connect().identify("b");
        long seq = first.wire.lastS();
        first.lose();

        // When
        for (int i = 0; i < 3; i++) {
            edge.guilds.say(GUILD, "x".repeat(500_000));
        }

        // Then
        assertThat(edge.ringBytes).isLessThanOrEqualTo(1 << 20);
        assertThat(edge.connect().resume("b", "session0", seq).wire.types())
                .containsExactly("op 10", "op 9");
    }

    @Test
    void resumeFromTheFutureIs4007AndLeavesTheSession() {
        edge.connect().identify("b").lose();
        Edge.Client again = edge.connect().resume("b", "session0", 1_000_000);
        assertThat(again.wire.closed).isEqualTo(CloseCode.INVALID_SEQ);
        assertThat(edge.sessions).hasSize(1);
    }

    @Test
    void resumeWithAnotherTokenOrSessionIsInvalid() {
        edge.connect().identify("b").lose();
        Edge.Client client = edge.connect().resume("p", "session0", 1).resume("b", "none", 1);
        assertThat(client.wire.types()).containsExactly("op 10", "op 9", "op 9");
        assertThat(edge.sessions).hasSize(1);
    }

    @Test
    void detachedSessionExpires() {
        edge.connect().identify("b").lose();
        edge.advanceMs(179_999);
        assertThat(edge.sessions).hasSize(1);
        edge.advanceMs(1);
        assertThat(edge.sessions).isEmpty();
        assertThat(edge.ends).containsExactly(EndReason.EXPIRED);
        assertThat(edge.guilds.subscribersOf(GUILD)).isEmpty();
        assertThat(edge.ringBytes).isZero();
    }

    @Test
    void clientsNormalCloseEndsTheSession() {
        for (int code : new int[] {1000, 1001}) {
            Edge.Client client = edge.connect().identify("b");
            client.connection.closedByClient(code, edge.now());
            assertThat(edge.sessions).isEmpty();
        }
        for (int code : new int[] {1005, 1006, 4000, 3000}) {
            edge.advanceMs(5_000);
            Edge.Client client = edge.connect().identify("b");
            client.connection.closedByClient(code, edge.now());
        }
        assertThat(edge.sessions).hasSize(4);
    }

    @Test
    void lostEventsAreSaidHonestly() {
        Edge.Client client = edge.connect().identify("b");
        edge.onlySession().eventsLost();
        assertThat(client.wire.types()).endsWith("op 9");
        assertThat(client.wire.last().path("d").booleanValue()).isFalse();
        client.identify("b");
        assertThat(client.wire.closed).isNull();
        assertThat(edge.sessions).hasSize(1);
    }

    @Test
    void slowClientIsCutOffAndResumes() {
        // Given
        Edge.Client slow = edge.connect().identify("b");
        long seq = slow.wire.lastS();
        slow.wire.full = true;

        // When
        edge.guilds.say(GUILD, "too much");

        // Then
        assertThat(edge.bounds).containsEntry(Bound.OUTBOUND_BYTES, 1);
        assertThat(edge.connect().resume("b", "session0", seq).wire.types())
                .containsExactly("op 10", "MESSAGE_CREATE", "RESUMED");
    }

    @Test
    void revokedTokenIs4004() {
        Edge.Client client = edge.connect().identify("b");
        edge.onlySession().revoked();
        assertThat(client.wire.closed).isEqualTo(CloseCode.AUTHENTICATION_FAILED);
        assertThat(edge.sessions).isEmpty();
    }

    @Test
    void presenceIsRebuiltFromWhatIsKnown() {
        // Given
        Edge.Client client = edge.connect().identify("b");

        // When
        client.send(
                "{\"op\":3,\"d\":{\"since\":\"x\",\"status\":\"dnd\",\"afk\":7,\"activities\":[{\"name\":\"chess\",\"type\":\"0\",\"evil\":1},{\"type\":1},7,null]}}");
        client.send("{\"op\":3,\"d\":null}");
        client.send("{\"op\":3}");

        // Then
        Presence dnd = edge.guilds.presences().get(1);
        assertThat(dnd.status()).isEqualTo(Presence.Status.DND);
        assertThat(dnd.activities()).hasSize(1);
        assertThat(dnd.activities().getFirst().name()).isEqualTo("chess");
        assertThat(edge.guilds.presences().getLast().status()).isEqualTo(Presence.Status.ONLINE);
        assertThat(client.wire.closed).isNull();
    }

    @Test
    void voiceIsAskedOfTheGuildAndHasNoServer() {
        // Given
        Edge.Client client = edge.connect().identify("b");

        // When
        client.send(
                "{\"op\":4,\"d\":{\"guild_id\":%d,\"channel_id\":\"9\",\"self_mute\":1,\"self_deaf\":null}}"
                        .formatted(GUILD));

        // Then
        assertThat(edge.guilds.commands())
                .containsExactly(
                        new Command.SetVoiceState(
                                edge.onlySession().id(), new ChannelId(9), true, false, false));
        assertThat(client.wire.types()).endsWith("VOICE_SERVER_UPDATE");
        assertThat(client.wire.last().path("d").path("endpoint").isNull()).isTrue();
        client.send("{\"op\":4,\"d\":{\"guild_id\":null,\"channel_id\":null}}");
        assertThat(edge.guilds.commands()).hasSize(2);
        assertThat(client.wire.types()).endsWith("VOICE_SERVER_UPDATE");
    }

    @Test
    void membersByUserIdsSayWhoIsNotThere() {
        // Given
        Edge.Client client = edge.connect().identify("b", ",\"intents\":257");
        edge.guilds.willAnswer(new Result.Members(List.of(Samples.member(4)), List.of()));

        // When
        client.send(
                "{\"op\":8,\"d\":{\"guild_id\":\"%d\",\"user_ids\":[4,\"5\"],\"presences\":true,\"nonce\":\"n\"}}"
                        .formatted(GUILD));

        // Then
        JsonNode chunk = client.wire.last().path("d");
        assertThat(chunk.path("members")).hasSize(1);
        assertThat(chunk.path("not_found").toString()).isEqualTo("[\"5\"]");
        assertThat(chunk.path("chunk_index").intValue()).isZero();
        assertThat(chunk.path("chunk_count").intValue()).isOne();
        assertThat(chunk.path("nonce").textValue()).isEqualTo("n");
        assertThat(chunk.path("presences").isArray()).isTrue();
    }

    @Test
    void allMembersComeInChunksWhenTheClientHasRoom() {
        // Given
        Edge.Client client = edge.connect().identify("b", ",\"intents\":3");
        client.wire.backlogBytes = 2 << 20;
        edge.guilds.willAnswer(page(1, 1_000), page(1_001, 3));

        // When
        client.send(
                "{\"op\":8,\"d\":{\"guild_id\":\"%d\",\"query\":\"\",\"limit\":0}}"
                        .formatted(GUILD));

        // Then
        assertThat(edge.guilds.queries()).isEmpty();

        // When
        client.wire.backlogBytes = 0;
        edge.advanceMs(1_000);

        // Then
        assertThat(edge.guilds.queries())
                .containsExactly(
                        new Query.ListMembers(null, 1_000),
                        new Query.ListMembers(new UserId(1_000), 1_000));
        JsonNode last = client.wire.last().path("d");
        JsonNode before = client.wire.payloads.get(client.wire.payloads.size() - 2).path("d");
        assertThat(before.path("members")).hasSize(1_000);
        assertThat(before.path("chunk_count").intValue()).isEqualTo(2);
        assertThat(last.path("members")).hasSize(3);
        assertThat(last.path("chunk_index").intValue()).isEqualTo(1);
        assertThat(last.path("chunk_count").intValue()).isEqualTo(2);
    }

    @Test
    void withoutTheIntentTheListIsTheBotItself() {
        Edge.Client client = edge.connect().identify("b");
        edge.guilds.willAnswer(
                new Result.Refused(Rejection.of(Rejection.Reason.GUILD_UNAVAILABLE)));
        client.send("{\"op\":8,\"d\":{\"guild_id\":[\"%d\"]}}".formatted(GUILD));
        assertThat(edge.guilds.queries())
                .containsExactly(new Query.GetMembers(List.of(new UserId(20))));
        assertThat(client.wire.last().path("d").path("members")).isEmpty();
    }

    @Test
    void memberRequestsAreBounded() {
        Edge.Client client = edge.connect().identify("b");
        for (int i = 0; i < 20; i++) {
            client.send("{\"op\":8,\"d\":{\"guild_id\":\"%d\",\"query\":\"a\"}}".formatted(GUILD));
        }
        assertThat(edge.guilds.queries()).containsExactly(new Query.SearchMembers("a", 100));
        assertThat(edge.bounds).containsEntry(Bound.MEMBER_REQUESTS, 11);
    }

    private static Result.Members page(long first, int count) {
        List<Member> members =
                LongStream.range(first, first + count).mapToObj(Samples::member).toList();
        return new Result.Members(members, List.of());
    }
}
