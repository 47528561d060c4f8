package dev.guildhall.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.edge.fake.Samples;
import dev.guildhall.edge.relay.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever a network does, a session loses nothing, repeats nothing and mixes nothing up, or is
/// told to identify again.
class ResumePropertyTest {

    private static final long GUILD_A = 1L << 22;
    private static final long GUILD_B = 2L << 22;
    private static final SessionLimits SMALL =
            new SessionLimits(41_250, 30_000, 180_000, 20, 4_000, 8, 8, 1_000);
    private static final long MAX_BACKLOG = 1_500;

    @Property(tries = 400)
    void nothingIsLostRepeatedOrReordered(@ForAll long seed) {
        new Run(new Random(seed)).steps(120);
    }

    /// One client's life on a bad network.
    private static final class Run {

        private final Random random;
        private final Edge edge = new Edge(SMALL);

        /// What was said since the last READY, in the order of the relays' calls.
        private final List<String> said = new ArrayList<>();

        /// What the client has of it.
        private final List<String> heard = new ArrayList<>();

        private Edge.Client client;
        private int read;
        private long seq;
        private String sessionId;
        private int texts;

        Run(Random random) {
            this.random = random;
            edge.accounts.withPerson("p", 30, GUILD_A, GUILD_B);
            edge.guilds.with(Samples.view(GUILD_A, 30)).with(Samples.view(GUILD_B, 30));
            connect();
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                switch (random.nextInt(10)) {
                    case 0 -> lose();
                    case 1 -> edge.advanceMs(random.nextInt(20_000));
                    case 2 -> client.beat(Long.toString(seq));
                    case 3 -> sayOutOfOrder();
                    case 4 -> readSome(); // the rest is on its way when the network breaks
                    case 5 -> readAll();
                    case 6 -> reconnectIfCutOff();
                    default -> say();
                }
            }
            readAll();
            if (client.wire.closed != null || client.wire.full) {
                lose();
            }
            readAll();
            assertThat(heard).isEqualTo(said);
        }

        private void say() {
            long guild = random.nextBoolean() ? GUILD_A : GUILD_B;
            String text = "m" + texts++;
            if (!edge.guilds.subscribersOf(guild).isEmpty()) {
                said.add(text);
            }
            edge.guilds.say(guild, text);
        }

        /// Two relays: one stamps before the other and delivers after it.
        private void sayOutOfOrder() {
            Dispatch early = edge.guilds.say(7, "m" + texts++);
            say();
            if (!edge.guilds.subscribersOf(GUILD_A).isEmpty()) {
                said.add("m" + (texts - 2));
                edge.guilds.subscribersOf(GUILD_A).forEach(each -> each.dispatch(early));
            }
        }

        private void reconnectIfCutOff() {
            if (client.wire.full) {
                lose();
            }
        }

        private void lose() {
            readSome();
            client.lose();
            for (int i = random.nextInt(15); i > 0; i--) {
                say();
            }
            connect();
        }

        private void connect() {
            if (random.nextInt(3) > 0) {
                edge.advanceMs(5_000); // identifies are limited
            }
            client = edge.connect();
            client.wire.maxBacklogBytes = random.nextBoolean() ? MAX_BACKLOG : -1;
            read = 0;
            if (sessionId == null) {
                identify();
            } else {
                client.resume("p", sessionId, seq);
            }
        }

        private void identify() {
            edge.advanceMs(5_000);
            said.clear();
            heard.clear();
            client.identify("p", "");
        }

        private void readSome() {
            int available = client.wire.payloads.size() - read;
            read(available == 0 ? 0 : random.nextInt(available + 1));
        }

        private void readAll() {
            while (read < client.wire.payloads.size()) {
                read(1);
            }
        }

        private void read(int count) {
            for (int i = 0; i < count; i++) {
                JsonNode payload = client.wire.payloads.get(read++);
                client.wire.backlogBytes -= payload.toString().length();
                client.connection.drained(edge.now());
                hear(payload);
            }
        }

        private void hear(JsonNode payload) {
            if (payload.path("op").intValue() == 9) {
                sessionId = null;
                identify();
                return;
            }
            if (payload.path("s").isNumber()) {
                long s = payload.path("s").longValue();
                String type = payload.path("t").textValue();
                boolean fresh = sessionId == null;
                assertThat(fresh || s > seq).as("s grows").isTrue();
                seq = s;
                if (type.equals("READY")) {
                    sessionId = payload.path("d").path("session_id").textValue();
                } else if (type.equals("MESSAGE_CREATE")) {
                    heard.add(payload.path("d").path("content").textValue());
                }
            }
        }
    }
}
