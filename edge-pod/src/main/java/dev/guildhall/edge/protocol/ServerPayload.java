package dev.guildhall.edge.protocol;

import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;

/// Payloads that the gateway sends beside dispatches, encoded. `s` and `t` are null in all.
public final class ServerPayload {

    /// Op 11.
    public static final byte[] HEARTBEAT_ACK = encode(Opcode.HEARTBEAT_ACK, g -> g.writeNull());

    /// Op 7: reconnect and resume.
    public static final byte[] RECONNECT = encode(Opcode.RECONNECT, g -> g.writeNull());

    /// Op 1 from the server: beat now.
    public static final byte[] HEARTBEAT_REQUEST = encode(Opcode.HEARTBEAT, g -> g.writeNull());

    /// Op 9: identify again, or resume when `d` is true.
    public static final byte[] INVALID_SESSION =
            encode(Opcode.INVALID_SESSION, g -> g.writeBoolean(false));

    private ServerPayload() {}

    /// Op 10, the first payload of a connection.
    public static byte[] hello(long heartbeatIntervalMs) {
        return encode(
                Opcode.HELLO,
                json -> {
                    json.writeStartObject();
                    json.writeNumberField("heartbeat_interval", heartbeatIntervalMs);
                    json.writeEndObject();
                });
    }

    private static byte[] encode(Opcode opcode, JsonBody d) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("op", opcode.code());
            json.writeFieldName("d");
            d.write(json);
            json.writeNullField("s");
            json.writeNullField("t");
            json.writeEndObject();
        });
    }
}
