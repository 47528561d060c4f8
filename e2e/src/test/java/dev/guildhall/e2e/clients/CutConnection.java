package dev.guildhall.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.e2e.bot.Bot;
import dev.guildhall.e2e.bot.Library;
import dev.guildhall.e2e.clients.Party.Guest;
import dev.guildhall.e2e.wire.ProxiedConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What happened to one bot whose gateway connection was cut while the others went on talking.
///
/// Some messages are sent before the cut but swallowed on the way, so that the server believes them
/// delivered; some while the bot is away; one after it is back.
final class CutConnection {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// In each of four phases. The senders stay within their rate limit, or the test gets long.
    private static final int MESSAGES = 3;

    private final Party party;
    private final Library library;
    private final Guest victim;
    private final String channel;
    private final List<String> sent = new ArrayList<>();

    private CutConnection(Party party, Library library, String channel) {
        this.party = party;
        this.library = library;
        this.victim = party.guest(library);
        this.channel = channel;
    }

    /// Cuts the library's connection and waits until it has seen the last message.
    static CutConnection of(Party party, Library library, String channel) throws IOException {
        var cut = new CutConnection(party, library, channel);
        cut.run();
        return cut;
    }

    void assertResumedWithEveryMessageOnce() throws IOException {
        assertThat(victim.bot().seen("message"))
                .extracting(each -> each.path("id").asText())
                .filteredOn(each -> each.compareTo(sent.getFirst()) >= 0)
                .as("what %s saw from the first message on", library)
                .isEqualTo(sent);
        assertThat(victim.bot().seen("resumed")).as("resumes").hasSize(1);
        assertThat(victim.bot().seen("identified")).as("identifies").hasSize(1);
        var wire = party.proxy().gatewayOf(victim.token()).conversation();
        assertThat(opcodes(wire.sent())).contains(6).doesNotContain(2);
        assertThat(wire.received()).anyMatch(each -> each.contains("\"RESUMED\""));
        assertThat(wire.received()).noneMatch(each -> each.contains("\"READY\""));
    }

    private void run() {
        ProxiedConnection connection = party.proxy().gatewayOf(victim.token());
        othersSend("before the cut");
        awaitLast(victim.bot());
        connection.swallow();
        othersSend("swallowed");
        party.others(library).forEach(each -> awaitLast(each.bot()));
        party.proxy().holdHandshakes();
        connection.cut();
        othersSend("while away");
        party.proxy().releaseHandshakes();
        awaitLast(victim.bot());
        victim.bot().awaitSeen("resumed", _ -> true, "after the cut");
        othersSend("after the resume");
        awaitLast(victim.bot());
    }

    private void othersSend(String words) {
        List<Guest> others = party.others(library);
        for (int i = 0; i < MESSAGES; i++) {
            Bot bot = others.get(i % others.size()).bot();
            JsonNode answer =
                    bot.ask(
                            "send",
                            "channel",
                            channel,
                            "content",
                            words + " of " + library + " " + i);
            sent.add(answer.path("id").asText());
        }
    }

    private void awaitLast(Bot bot) {
        String last = sent.getLast();
        bot.awaitSeen("message", each -> each.path("id").asText().equals(last), last);
    }

    private static List<Integer> opcodes(List<String> payloads) throws IOException {
        var opcodes = new ArrayList<Integer>();
        for (String each : payloads) {
            opcodes.add(JSON.readTree(each).path("op").asInt(-1));
        }
        return opcodes;
    }
}
