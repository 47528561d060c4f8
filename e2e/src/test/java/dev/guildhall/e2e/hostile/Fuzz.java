package dev.guildhall.e2e.hostile;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Random frames on many connections: noise, half-right JSON, right JSON with wrong values, and now
/// and then broken framing.
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

    private static final int CONNECTIONS = 32;

    /// The codes for a client's own fault that docs/gateway.md names; 4000 would be a bug.
    static final Set<Integer> FAULTS = Set.of(4001, 4002, 4003, 4004, 4005, 4007, 4008, 4010, 4013);

    private final URI gateway;
    private final Random random;
    private final Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>());

    Fuzz(URI gateway, long seed) {
        this.gateway = gateway;
        this.random = new Random(seed);
    }

    /// How often the server closed a connection, by code: of those that sent whole text frames
    /// only, and of the others, which may have sent a close frame with any code.
    record Outcome(Map<Integer, Integer> afterText, Map<Integer, Integer> afterNoise) {}

    /// Sends frames on some connections in turn, so that the server can answer one while others get
    /// theirs; who is closed connects again. Only frames on connections that were open, as far as a
    /// client can know, count.
    Outcome run(int frames) throws IOException {
        Victim[] victims = new Victim[CONNECTIONS];
        try {
            int turn = 0;
            for (int sent = 0; sent < frames; turn = (turn + 1) % CONNECTIONS) {
                if (victims[turn] == null) {
                    victims[turn] = new Victim();
                } else if (victims[turn].isClosed()) {
                    victims[turn].close();
                    victims[turn] = null;
                } else if (victims[turn].send()) {
                    sent++;
                }
            }
            return outcome;
        } finally {
            for (Victim victim : victims) {
                if (victim != null) {
                    victim.close();
                }
            }
        }
    }

    /// One connection with nonsense on it.
    private final class Victim implements AutoCloseable {

        private final RawGateway connection = new RawGateway(gateway, "/?v=10&encoding=json", 0);
        private boolean noise;
        private boolean broken;

        Victim() throws IOException {}

        boolean isClosed() throws IOException {
            int code = broken ? connection.readClose() : connection.closedBy();
            if (code != 0) {
                (noise ? outcome.afterNoise : outcome.afterText).merge(code, 1, Integer::sum);
            }
            return code != 0;
        }

        /// False when the server had closed the connection already.
        boolean send() throws IOException {
            try {
                noise |= frame(connection);
                return true;
            } catch (SocketException e) {
                broken = true;
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /// Sends a frame; true when it was not a whole text frame.
    private boolean frame(RawGateway connection) throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> connection.frame(0x80 | random.nextInt(16), noise(random.nextInt(200)));
            case 1 -> connection.frame(random.nextInt(256), noise(random.nextInt(6_000)));
            case 2 -> {
                byte[] noise = noise(1 + random.nextInt(64));
                connection.bytes(noise, noise.length);
            }
            case 3 -> {
                connection.send(payload().substring(random.nextInt(8)));
                return false;
            }
            default -> {
                connection.send(payload());
                return false;
            }
        }
        return true;
    }

    private String payload() {
        StringBuilder d = new StringBuilder("{");
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            d.append(i == 0 ? "\"" : ",\"")
                    .append(KEYS[random.nextInt(KEYS.length)])
                    .append("\":")
                    .append(value());
        }
        d.append('}');
        String body = random.nextInt(4) == 0 ? value() : d.toString();
        return "{\"op\":%s,\"d\":%s}"
                .formatted(random.nextInt(6) == 0 ? value() : random.nextInt(40), body);
    }

    private String value() {
        return random.nextInt(5) == 0
                ? "\""
                        + new String(noise(random.nextInt(12)), StandardCharsets.ISO_8859_1)
                                .replaceAll("[\"\\\\\\p{Cntrl}]", "?")
                        + "\""
                : VALUES[random.nextInt(VALUES.length)];
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
