package dev.guildhall.edge.protocol;

import java.nio.charset.StandardCharsets;

/// The envelope of a dispatch, `{"op":0,"s":…,"t":…,"d":…}`.
public final class DispatchJson {

    private static final String PREFIX = "{\"op\":0,\"s\":";

    private DispatchJson() {}

    /// A whole payload, UTF-8.
    public static byte[] encode(long s, DispatchType type, JsonBody d) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("op", Opcode.DISPATCH.code());
            json.writeNumberField("s", s);
            json.writeStringField("t", type.name());
            json.writeFieldName("d");
            d.write(json);
            json.writeEndObject();
        });
    }

    /// A copy of a payload that [#encode] made, with another `s`.
    public static byte[] withSequence(byte[] payload, long s) {
        int end = PREFIX.length();
        while (payload[end] >= '0' && payload[end] <= '9') {
            end++;
        }
        byte[] head = (PREFIX + s).getBytes(StandardCharsets.US_ASCII);
        byte[] copy = new byte[head.length + payload.length - end];
        System.arraycopy(head, 0, copy, 0, head.length);
        System.arraycopy(payload, end, copy, head.length, payload.length - end);
        return copy;
    }
}
