package dev.guildhall.e2e.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Random frames: noise, half-right JSON, right JSON with wrong values, and now and then broken
/// framing.
final class Fuzz {

    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"\"",
        "[]",
        "{}",
        "\"\\u0000\"",
        "[[[[[]]]]]",
        "{\"d\":{}}",
        "\"𝄞\""
    };
    private static final String[] KEYS = {
        "token",
        "intents",
        "shard",
        "seq",
        "session_id",
        "guild_id",
        "user_ids",
        "query",
        "limit",
        "status",
        "activities",
        "channel_id",
        "nonce",
        "properties"
    };

    private Fuzz() {}

    static void frame(RawGateway connection, Random random) throws IOException {
        switch (random.nextInt(8)) {
            case 0 ->
                    connection.frame(0x80 | random.nextInt(16), noise(random, random.nextInt(200)));
            case 1 -> connection.frame(random.nextInt(256), noise(random, random.nextInt(6_000)));
            case 2 -> {
                byte[] noise = noise(random, 1 + random.nextInt(64));
                connection.bytes(noise, noise.length);
            }
            case 3 -> connection.send(payload(random).substring(random.nextInt(8)));
            default -> connection.send(payload(random));
        }
    }

    private static String payload(Random random) {
        StringBuilder d = new StringBuilder("{");
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            d.append(i == 0 ? "\"" : ",\"")
                    .append(KEYS[random.nextInt(KEYS.length)])
                    .append("\":")
                    .append(value(random));
        }
        d.append('}');
        String body = random.nextInt(4) == 0 ? value(random) : d.toString();
        return "{\"op\":%s,\"d\":%s}"
                .formatted(random.nextInt(6) == 0 ? value(random) : random.nextInt(40), body);
    }

    private static String value(Random random) {
        return random.nextInt(5) == 0
                ? "\""
                        + new String(noise(random, random.nextInt(12)), StandardCharsets.ISO_8859_1)
                                .replaceAll("[\"\\\\\\p{Cntrl}]", "?")
                        + "\""
                : VALUES[random.nextInt(VALUES.length)];
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
