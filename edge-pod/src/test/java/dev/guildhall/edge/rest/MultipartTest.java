package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages as multipart/form-data.
class MultipartTest {

    private static final String PAYLOAD =
            """
            --B\r
            Content-Disposition: form-data; name="payload_json"\r
            Content-Type: application/json\r
            \r
            {"content":"héllo"}\r
            """;
    private static final String FILE =
            """
            --B\r
            Content-Disposition: form-data; name="files[0]"; filename="a.txt"\r
            \r
            data\r
            """;

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = ApiServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void payloadJsonIsTheMessage() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("héllo"), null, false));

        // When
        Answered answered = post("multipart/form-data; boundary=B", PAYLOAD + "--B--\r\n");

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(((Command.CreateMessage) api.relays.command()).content()).isEqualTo("héllo");
    }

    @Test
    void filesAreRefused() {
        Answered answered =
                post("multipart/form-data; boundary=\"B\"", PAYLOAD + FILE + "--B--\r\n");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50035);
        assertThat(answered.json().at("/errors/attachments/_errors/0/code").asText())
                .isEqualTo("UNSUPPORTED");
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void brokenBodiesAreRefused() {
        assertThat(post("multipart/form-data; boundary=B", "junk").status()).isEqualTo(400);
        assertThat(post("multipart/form-data; boundary=B", PAYLOAD).status()).isEqualTo(400);
        assertThat(post("multipart/form-data", PAYLOAD).status()).isEqualTo(400);
        assertThat(post("multipart/form-data; boundary=B", "--B--\r\n").status()).isEqualTo(400);
        assertThat(api.relays.commands).isEmpty();
    }

    private Answered post(String contentType, String body) {
        return api.send(
                api.request("/api/v10/channels/200/messages")
                        .header("Authorization", Samples.ADA_TOKEN)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }
}
