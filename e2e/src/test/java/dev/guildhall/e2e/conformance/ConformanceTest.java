package dev.guildhall.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.e2e.conformance.Conformance.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The test of the check: what is right passes, and each way to be wrong is named with its place.
class ConformanceTest {

    private static final String TYPING =
            """
            {"gateway": {"op": 0, "t": "TYPING_START", "s": 7, "d": {"channel_id": "1", \
            "user_id": "2", "timestamp": 1700000000}}}\
            """;

    @Test
    void passesWhatConforms() throws IOException {
        // Given
        String empty =
                """
                {"rest": {"method": "DELETE", "path": "/api/v10/channels/1/messages/2", \
                "status": 204}, "value": null}\
                """;
        String refused =
                """
                {"rest": {"method": "GET", "path": "/api/v9/users/@me?x=1", "status": 401}, \
                "value": {"code": 0, "message": "401: Unauthorized"}}\
                """;
        // When
        Verdict verdict = Conformance.check("self-test-good", List.of(TYPING, empty, refused));
        // Then
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.counts())
                .containsEntry("GatewayTypingStartDispatch", 1)
                .containsEntry("RESTDeleteAPIChannelMessageResult", 1)
                .containsEntry("RESTError", 1);
    }

    @Test
    void namesTheFieldOfAWrongType() throws IOException {
        // When
        Verdict verdict = check(TYPING.replace("1700000000", "\"now\""));
        // Then
        assertThat(verdict.faults())
                .singleElement()
                .asString()
                .contains(
                        "GatewayTypingStartDispatch /d/timestamp must be number (1 times), first in line 1: \"now\"");
    }

    @Test
    void namesTheMissingField() throws IOException {
        assertThat(check(TYPING.replace("\"user_id\": \"2\", ", "")).faults())
                .singleElement()
                .asString()
                .contains("/d/user_id is missing");
    }

    @Test
    void refusesASnowflakeThatIsANumber() throws IOException {
        assertThat(check(TYPING.replace("\"channel_id\": \"1\"", "\"channel_id\": 1")).faults())
                .singleElement()
                .asString()
                .contains("/d/channel_id must be string (1 times), first in line 1: 1 in");
    }

    @Test
    void findsTheFaultInsideAUnion() throws IOException {
        // Given a channel, which is a union over a dozen types
        String channel =
                """
                {"rest": {"method": "GET", "path": "/api/v10/channels/1", "status": 200}, "value": \
                {"id": "1", "type": 0, "name": "x", "position": "first", "guild_id": "1"}}\
                """;
        // When
        Verdict verdict = check(channel);
        // Then
        assertThat(verdict.faults())
                .singleElement()
                .asString()
                .contains(
                        "RESTGetAPIChannelResult /position must be number (1 times), first in line 1: \"first\"");
    }

    @Test
    void refusesWhatHasNoType() throws IOException {
        // Given
        String route =
                """
                {"rest": {"method": "GET", "path": "/api/v10/nowhere", "status": 404}, "value": \
                {"code": 0, "message": "404: Not Found"}}\
                """;
        // When
        Verdict verdict =
                Conformance.check(
                        "self-test-bad",
                        List.of(route, TYPING.replace("TYPING_START", "SOMETHING_NEW")));
        // Then
        assertThat(verdict.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("no type is known for route"),
                        fault -> assertThat(fault).contains("no type is known for dispatch"));
    }

    @Test
    void refusesABodyWhereNoneBelongs() throws IOException {
        String typing =
                """
                {"rest": {"method": "POST", "path": "/api/v10/channels/1/typing", "status": 204}, \
                "value": {}}\
                """;
        assertThat(check(typing).faults())
                .singleElement()
                .asString()
                .contains("the body must be empty");
    }

    private static Verdict check(String line) throws IOException {
        return Conformance.check("self-test-bad", List.of(line));
    }
}
