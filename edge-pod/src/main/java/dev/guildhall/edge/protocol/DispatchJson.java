package dev.guildhall.edge.protocol;

import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;

/// The envelope of a dispatch, `{"op":0,"s":…,"t":…,"d":…}`, for one that is encoded whole.
public final class DispatchJson {

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
}
