package dev.guildhall.e2e.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What two recorded byte streams say: HTTP/1.1 exchanges, and the WebSocket that followed them if
/// there was one.
///
/// @param exchanges complete calls with their answers, in order; the handshake is the last when
///   there is a WebSocket
/// @param sent text messages of the client in order, unmasked
/// @param received text of the server's messages in order, inflated where the query asked for
///   compression
/// @param closeCode what the server's close frame says, null when it sent none
public record Conversation(
        List<HttpExchange> exchanges,
        List<String> sent,
        List<String> received,
        @Nullable Integer closeCode) {

    /// A recording that ends in the middle of a message is read up to the last whole one.
    static Conversation read(byte[] up, byte[] down) {
        var exchanges = new ArrayList<HttpExchange>();
        var requests = new ByteCursor(up);
        var answers = new ByteCursor(down);
        try {
            while (requests.hasMore()) {
                HttpMessage request = HttpMessage.request(requests);
                HttpMessage answer = HttpMessage.answer(answers, request.method());
                exchanges.add(HttpExchange.of(request, answer));
                if (answer.status() == 101) {
                    return webSocket(exchanges, requests, answers);
                }
            }
        } catch (ByteCursor.EndOfRecording _) {
            // The rest has not arrived, or never will.
        }
        return new Conversation(List.copyOf(exchanges), List.of(), List.of(), null);
    }

    private static Conversation webSocket(
            List<HttpExchange> exchanges, ByteCursor up, ByteCursor down) {
        HttpExchange handshake = exchanges.getLast();
        if (handshake.answerHeaders().containsKey("sec-websocket-extensions")) {
            throw new IllegalStateException(
                    "this reader knows no WebSocket extension: " + handshake.answerHeaders());
        }
        WebSocketReader client = WebSocketReader.readAll(up, false);
        boolean inflate = handshake.target().contains("compress=zlib-stream");
        WebSocketReader server = WebSocketReader.readAll(down, inflate);
        return new Conversation(
                List.copyOf(exchanges), client.messages(), server.messages(), server.closeCode());
    }
}
