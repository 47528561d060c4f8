package dev.guildhall.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.edge.fake.Samples;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.SessionMeter.Bound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final long GUILD = 1L << 22;

    private final Edge edge = new Edge();

    @BeforeEach
    void accounts() {
        edge.accounts
                .withBot("b", 20, GUILD)
                .withBot("small", 21, 0, GUILD)
                .withPerson("p", 30, GUILD);
        edge.guilds.with(Samples.view(GUILD, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{\"d\":{}}",
                "{\"op\":\"two\"}",
                "{\"op\":2,\"d\":{}}",
                "{\"op\":2,\"d\":null}",
                "{\"op\":2,\"d\":{\"token\":7}}",
                "{\"op\":2,\"d\":{\"token\":\"b\",\"intents\":\"x\"}}",
                "{\"op\":2,\"d\":{\"token\":\"b\",\"shard\":7}}",
                "{\"op\":6,\"d\":{\"token\":\"b\"}}",
                "{\"op\":8,\"d\":{}}"
            })
    void whatCannotBeReadIs4002(String payload) {
        assertThat(edge.connect().send(payload).wire.closed).isEqualTo(CloseCode.DECODE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 7, 9, 10, 11, 12, 99, -1, Integer.MAX_VALUE})
    void opcodeThatClientsMayNotSendIs4001(int op) {
        Edge.Client client = edge.connect().send("{\"op\":" + op + ",\"d\":null}");
        assertThat(client.wire.closed).isEqualTo(CloseCode.UNKNOWN_OPCODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":3,\"d\":{}}",
                "{\"op\":4,\"d\":{\"guild_id\":\"1\"}}",
                "{\"op\":8,\"d\":{\"guild_id\":\"1\"}}",
                "{\"op\":14,\"d\":{}}"
            })
    void beforeIdentifyItIs4003(String payload) {
        assertThat(edge.connect().send(payload).wire.closed).isEqualTo(CloseCode.NOT_AUTHENTICATED);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, ',\"intents\":1', AUTHENTICATION_FAILED",
        "b, ',\"intents\":1,\"shard\":[2,2]', INVALID_SHARD",
        "b, ',\"intents\":1,\"shard\":[0,0]', INVALID_SHARD",
        "b, ',\"intents\":1,\"shard\":[-1,2]', INVALID_SHARD",
        "b, ',\"intents\":-1', INVALID_INTENTS",
        "b, ',\"intents\":131072', INVALID_INTENTS",
        "b, ',\"intents\":99999999999', INVALID_INTENTS",
        "b, '', INVALID_INTENTS",
        "small, ',\"intents\":2', DISALLOWED_INTENTS",
        "small, ',\"intents\":256', DISALLOWED_INTENTS",
        "small, ',\"intents\":32768', DISALLOWED_INTENTS"
    })
    void identifyIsRefusedWithItsCode(String token, String more, CloseCode code) {
        Edge.Client client = edge.connect().identify(token, more);
        assertThat(client.wire.closed).isEqualTo(code);
        assertThat(edge.sessions).isEmpty();
    }

    @Test
    void moreThan2500GuildsNeedShards() {
        // Given
        for (long i = 1; i <= 2_500; i++) {
            edge.accounts.addGuild(20, (i + 1) << 22);
        }

        // Then
        assertThat(edge.connect().identify("b").wire.closed).isEqualTo(CloseCode.SHARDING_REQUIRED);
        assertThat(edge.connect().identify("b", ",\"intents\":1,\"shard\":[0,2]").wire.closed)
                .isNull();
    }

    @Test
    void identifyTwiceIs4005AndTheSessionCanResume() {
        // Given
        Edge.Client client = edge.connect().identify("b");

        // When
        client.identify("b");

        // Then
        assertThat(client.wire.closed).isEqualTo(CloseCode.ALREADY_AUTHENTICATED);
        assertThat(edge.onlySession().state()).isInstanceOf(SessionState.Detached.class);
    }

    @Test
    void resumeOnASessionIs4005() {
        Edge.Client client = edge.connect().identify("b");
        client.resume("b", "session0", 1);
        assertThat(client.wire.closed).isEqualTo(CloseCode.ALREADY_AUTHENTICATED);
    }

    @Test
    void heartbeatAheadOfTheSequenceIs4007() {
        Edge.Client client = edge.connect().identify("b").beat("1000000");
        assertThat(client.wire.closed).isEqualTo(CloseCode.INVALID_SEQ);
        assertThat(edge.sessions).isEmpty();
    }

    @Test
    void heartbeatBeforeIdentifyIsAnswered() {
        Edge.Client client = edge.connect().beat("null").beat("251").beat("\"3\"");
        assertThat(client.wire.types()).containsExactly("op 10", "op 11", "op 11", "op 11");
        assertThat(client.wire.closed).isNull();
    }

    @Test
    void payload121InAMinuteIs4008() {
        // Given
        Edge.Client client = edge.connect().identify("b");
        for (int i = 1; i < 120; i++) {
            client.beat("null");
        }
        assertThat(client.wire.closed).isNull();

        // When
        client.beat("null");

        // Then
        assertThat(client.wire.closed).isEqualTo(CloseCode.RATE_LIMITED);
        assertThat(edge.bounds).containsEntry(Bound.PAYLOADS, 1);
        assertThat(edge.onlySession().state()).isInstanceOf(SessionState.Detached.class);
    }

    @Test
    void payloadsAreCountedByTheMinute() {
        Edge.Client client = edge.connect().identify("b");
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 119; i++) {
                client.beat("null");
            }
            edge.advanceMs(60_000);
        }
        assertThat(client.wire.closed).isNull();
    }

    @Test
    void oversizeIs4002() {
        Edge.Client client = edge.connect();
        client.connection.oversize();
        assertThat(client.wire.closed).isEqualTo(CloseCode.DECODE_ERROR);
        assertThat(edge.bounds).containsEntry(Bound.PAYLOAD_BYTES, 1);
    }

    @Test
    void unsupportedVersionIs4012() {
        Edge.Client client = edge.connect();
        client.connection.open(false);
        assertThat(client.wire.closed).isEqualTo(CloseCode.INVALID_API_VERSION);
    }

    @Test
    void silentSessionIsClosedAfterOneAndAHalfIntervals() {
        // Given
        Edge.Client client = edge.connect().identify("b");
        edge.advanceMs(61_874);
        client.tick();
        assertThat(client.wire.closed).isNull();

        // When
        edge.advanceMs(1);
        client.tick();

        // Then
        assertThat(client.wire.closed).isEqualTo(CloseCode.UNKNOWN_ERROR);
        assertThat(edge.onlySession().state()).isInstanceOf(SessionState.Detached.class);
    }

    @Test
    void beatingSessionStays() {
        Edge.Client client = edge.connect().identify("b");
        for (int i = 0; i < 10; i++) {
            edge.advanceMs(61_000);
            client.beat("null").tick();
        }
        assertThat(client.wire.closed).isNull();
    }

    @Test
    void whoNeverIdentifiesIsClosedThoughItBeats() {
        Edge.Client client = edge.connect();
        edge.advanceMs(29_999);
        client.beat("null").tick();
        assertThat(client.wire.closed).isNull();
        edge.advanceMs(1);
        client.tick();
        assertThat(client.wire.closed).isEqualTo(CloseCode.NOT_AUTHENTICATED);
    }

    @Test
    void tooManyIdentifiesAreInvalidSessionsAndPassByThemselves() {
        // Given
        for (int i = 0; i < 3; i++) {
            edge.connect().identify("b");
        }

        // When
        Edge.Client fourth = edge.connect().identify("b");

        // Then
        assertThat(fourth.wire.types()).containsExactly("op 10", "op 9");
        assertThat(fourth.wire.last().path("d").booleanValue()).isFalse();
        edge.advanceMs(5_000);
        fourth.identify("b");
        assertThat(fourth.wire.types()).contains("READY");
    }

    @Test
    void fullEdgeSaysTryAgainLater() {
        edge.maxSessions = 0;
        assertThat(edge.connect().identify("b").wire.closed).isEqualTo(CloseCode.TRY_AGAIN_LATER);
    }

    @Test
    void whileAccountsAreAwayTheClientMayTryAgain() {
        edge.accounts.goAway();
        assertThat(edge.connect().identify("b").wire.closed).isEqualTo(CloseCode.UNKNOWN_ERROR);
    }

    @Test
    void nothingIsHandledAfterTheClose() {
        Edge.Client client = edge.connect().send("{").identify("b").beat("null");
        assertThat(client.wire.types()).containsExactly("op 10");
        assertThat(edge.closes).hasSize(1);
    }
}
