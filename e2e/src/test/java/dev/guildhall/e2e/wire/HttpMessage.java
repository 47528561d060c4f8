package dev.guildhall.e2e.wire;

import dev.guildhall.e2e.wire.ByteCursor.EndOfRecording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// One HTTP/1.1 request or answer (RFC 9112).
///
/// @param firstLine the request line or the status line
/// @param headers by lower-case name; of a repeated header the last
/// @param body without transfer and content coding
record HttpMessage(String firstLine, Map<String, String> headers, byte[] body) {

    static HttpMessage request(ByteCursor from) throws EndOfRecording {
        String line = from.line();
        Map<String, String> headers = headers(from);
        boolean bodiless =
                !headers.containsKey("content-length") && !headers.containsKey("transfer-encoding");
        return new HttpMessage(line, headers, bodiless ? new byte[0] : body(from, headers));
    }

    /// The next final answer; interim ones (1xx) other than 101 are passed over.
    static HttpMessage answer(ByteCursor from, String method) throws EndOfRecording {
        while (true) {
            String line = from.line();
            Map<String, String> headers = headers(from);
            int status = Integer.parseInt(line.split(" ", 3)[1]);
            if (status == 101 || status == 204 || status == 304 || method.equals("HEAD")) {
                return new HttpMessage(line, headers, new byte[0]);
            }
            if (status >= 200) {
                return new HttpMessage(line, headers, body(from, headers));
            }
        }
    }

    String method() {
        return firstLine.split(" ", 3)[0];
    }

    String target() {
        return firstLine.split(" ", 3)[1];
    }

    int status() {
        return Integer.parseInt(firstLine.split(" ", 3)[1]);
    }

    private static Map<String, String> headers(ByteCursor from) throws EndOfRecording {
        var headers = new TreeMap<String, String>();
        for (String line = from.line(); !line.isEmpty(); line = from.line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(ByteCursor from, Map<String, String> headers) throws EndOfRecording {
        byte[] raw;
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            raw = chunks(from);
        } else if (headers.containsKey("content-length")) {
            raw = from.take(Long.parseLong(headers.get("content-length")));
        } else {
            raw = from.rest();
        }
        String coding = headers.getOrDefault("content-encoding", "identity");
        return switch (coding) {
            case "identity" -> raw;
            case "gzip" -> gunzip(raw);
            default -> throw new IllegalStateException("content coding " + coding);
        };
    }

    private static byte[] chunks(ByteCursor from) throws EndOfRecording {
        var whole = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(from.line().split(";", 2)[0].strip(), 16);
            if (length == 0) {
                headers(from);
                return whole.toByteArray();
            }
            whole.writeBytes(from.take(length));
            from.line();
        }
    }

    private static byte[] gunzip(byte[] raw) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
