package dev.guildhall.edge.gateway;

import dev.guildhall.edge.session.ConnectionInfo;
import org.eclipse.jetty.util.Fields;

/// What a client asks for in the query of its upgrade request.
///
/// `v` is 9 or 10 (absent: 10); `encoding` is json. Anything else, ETF too, is not supported: the
/// connection is closed with 4012. `compress` is honoured for zlib-stream. Any other value, such as
/// zstd-stream, is answered by plain text frames, which all libraries accept as such.
///
/// Source:
/// <https://discord.com/developers/docs/events/gateway#connecting-gateway-url-query-string-params>
record Handshake(ConnectionInfo info, boolean supported, boolean zlibStream) {

    private static final int DEFAULT_VERSION = 10;

    static Handshake of(Fields query, String resumeUrl, String edge) {
        int version =
                switch (valueOf(query, "v", "10")) {
                    case "9" -> 9;
                    case "10" -> DEFAULT_VERSION;
                    default -> 0;
                };
        boolean json = valueOf(query, "encoding", "json").equals("json");
        return new Handshake(
                new ConnectionInfo(version, resumeUrl, edge),
                version != 0 && json,
                valueOf(query, "compress", "").equals("zlib-stream"));
    }

    private static String valueOf(Fields query, String name, String absent) {
        String value = query.getValue(name);
        return value == null ? absent : value;
    }
}
