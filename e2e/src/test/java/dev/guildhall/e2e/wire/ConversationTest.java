package dev.guildhall.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Recordings that are written down here by hand, byte for byte.
class ConversationTest {

    private static final String HANDSHAKE =
            "GET /?v=10%s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n";
    private static final String SWITCHED = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

    @Test
    void readsCallsOnOneConnection() throws Exception {
        // Given
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes("[3]"));
        }
        byte[] up =
                bytes(
                        "POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
                                + "GET /b HTTP/1.1\r\n\r\nDELETE /c HTTP/1.1\r\n\r\nGET /d HTTP/1.1\r\n\r\n");
        byte[] down =
                join(
                        bytes("HTTP/1.1 100 Continue\r\n\r\n"),
                        bytes("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n[1]"),
                        bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                        bytes("2\r\n[2\r\n1\r\n]\r\n0\r\n\r\n"),
                        bytes("HTTP/1.1 204 No Content\r\n\r\n"),
                        bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "),
                        bytes(zipped.size() + "\r\n\r\n"),
                        zipped.toByteArray());
        // When
        Conversation read = Conversation.read(up, down);
        // Then
        assertThat(read.exchanges())
                .extracting(HttpExchange::method, HttpExchange::target, HttpExchange::answer)
                .containsExactly(
                        tuple("POST", "/a", "[1]"),
                        tuple("GET", "/b", "[2]"),
                        tuple("DELETE", "/c", ""),
                        tuple("GET", "/d", "[3]"));
    }

    @Test
    void joinsFragmentsAndUnmasks() {
        // Given: a masked text, a text in two fragments with a ping between them, a close
        byte[] up =
                join(
                        bytes(HANDSHAKE.formatted("")),
                        frame(0x81, 0x82, 1, 2, 3, 4, 'a' ^ 1, 'b' ^ 2));
        byte[] down =
                join(
                        bytes(SWITCHED),
                        frame(0x01, 1, 'c'),
                        frame(0x89, 0),
                        frame(0x80, 1, 'd'),
                        frame(0x88, 2, 0x0f, 0xa0));
        // When
        Conversation read = Conversation.read(up, down);
        // Then
        assertThat(read.sent()).containsExactly("ab");
        assertThat(read.received()).containsExactly("cd");
        assertThat(read.closeCode()).isEqualTo(4000);
    }

    @Test
    void inflatesAStreamOfOneContextUpToTheLastWholeFrame() {
        // Given
        try (var deflater = new Deflater()) {
            byte[] first = deflate(deflater, "hello hello");
            byte[] second = deflate(deflater, "hello again");
            byte[] down =
                    join(
                            bytes(SWITCHED),
                            frame(0x82, first.length),
                            first,
                            frame(0x82, second.length),
                            second,
                            frame(0x82, 100));
            // When
            Conversation read =
                    Conversation.read(bytes(HANDSHAKE.formatted("&compress=zlib-stream")), down);
            // Then
            assertThat(read.received()).containsExactly("hello hello", "hello again");
        }
    }

    private static byte[] deflate(Deflater deflater, String text) {
        deflater.setInput(bytes(text));
        var buffer = new byte[256];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        return Arrays.copyOf(buffer, length);
    }

    private static byte[] frame(int... octets) {
        var frame = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            frame[i] = (byte) octets[i];
        }
        return frame;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            whole.writeBytes(each);
        }
        return whole.toByteArray();
    }
}
