package dev.guildhall.guild.loop;

import static dev.guildhall.guild.loop.EngineHarness.BOB;
import static dev.guildhall.guild.loop.EngineHarness.OWNER;
import static dev.guildhall.guild.loop.EngineHarness.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/// Random traffic of several edges and callers, with a store that refuses writes, loses answers or
/// cannot be read now and then, and appends that take their time: whatever the interleaving, each
/// edge sees one order without gaps, each command is answered once and in its stream's order, and
/// the log has each that was accepted once, and none that was refused.
class GuildEnginePropertyTest {

    private static final Actor OWNERS = Actor.user(OWNER.id());

    /// So that there is often something on top of the one that is under way.
    private static final LoopLimits SMALL_APPENDS = EngineHarness.appendsOf(3, 1 << 20);

    @Property(tries = 300)
    void everyEdgeSeesOneOrderAndEveryCommandIsAnsweredOnce(@ForAll long seed) {
        Run run = new Run(new Random(seed));
        for (int i = 0; i < 120; i++) {
            run.next();
        }
        run.finish();
        run.check();
    }

    /// One edge over several streams: what it has of the guild's order.
    private static final class Edge {
        final String name;
        FakeEdge stream;
        long lastSeq;
        long nextCommand;
        final Map<Long, String> sent = new LinkedHashMap<>();
        final List<Long> seqs = new ArrayList<>();
        long firstSeq;

        /// Takes what was written, and the answer to it.
        final BiConsumer<String, Answer> answers;

        Edge(String name, BiConsumer<String, Answer> answers) {
            this.name = name;
            this.answers = answers;
            this.stream = new FakeEdge(name);
        }

        void receive() {
            for (Outbound frame : stream.take().received) {
                switch (frame) {
                    case Outbound.Attached attached -> {
                        assertThat(attached.reset()).isFalse();
                        if (lastSeq == 0) {
                            lastSeq = attached.seq();
                            firstSeq = lastSeq;
                        }
                    }
                    case Outbound.Events events -> events.events().forEach(this::event);
                    case Outbound.Answered answered -> answered(answered);
                    case Outbound.SessionOpened opened ->
                            assertThat(opened.view() == null || opened.view().seq() >= firstSeq)
                                    .isTrue();
                    case Outbound.Ended _ -> {}
                }
            }
            stream.received.clear();
        }

        private void event(Sequenced event) {
            if (event.event() instanceof Event.Durable) {
                assertThat(event.seq()).isEqualTo(lastSeq + 1);
                lastSeq = event.seq();
                seqs.add(lastSeq);
            } else {
                assertThat(event.seq()).isEqualTo(lastSeq);
            }
        }

        private void answered(Outbound.Answered answered) {
            var first = sent.entrySet().iterator().next();
            assertThat(answered.commandId()).isEqualTo(first.getKey());
            sent.remove(first.getKey());
            if (answered.answer() instanceof Answer.Accepted accepted) {
                assertThat(accepted.seq()).isLessThanOrEqualTo(lastSeq);
            }
            answers.accept(first.getValue(), answered.answer());
        }
    }

    private static final class Run {
        final Random random;
        final FakeGuildStore store;
        EngineHarness guild;
        final List<Edge> edges = new ArrayList<>();
        final List<String> called = new ArrayList<>();
        final Map<String, Answer> answers = new HashMap<>();
        final List<MessageId> old = new ArrayList<>();
        int texts;

        Run(Random random) {
            this.random = random;
            EngineHarness before = EngineHarness.aGuild();
            IntStream.range(0, 5).forEach(i -> before.send("old " + i));
            before.run();
            this.store = before.store;
            old.addAll(store.messages.keySet());
            this.guild = EngineHarness.over(store, SMALL_APPENDS);
            guild.appendsWait = random.nextBoolean();
            IntStream.range(0, 3).forEach(i -> edges.add(new Edge("e" + i, this::answered)));
            edges.forEach(this::attach);
        }

        void next() {
            Edge edge = edges.get(random.nextInt(edges.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> {
                    String text = text();
                    command(edge, text, guild.message(text));
                }
                case 3, 4 -> {
                    String text = text();
                    command(edge, text, guild.edit(pick(), text));
                }
                case 5 -> {
                    String text = text();
                    call(text, guild.message(text));
                }
                case 6 -> {
                    String text = text();
                    call(text, guild.edit(pick(), text));
                }
                case 7 -> guild.put(edge.stream.says(openOrClose("s-" + edge.name)));
                case 8 -> command(edge, text(), new Command.StartTyping(guild.channel()));
                case 9 -> reattach(edge);
                case 10 -> fault();
                default -> guild.ticker.advanceMs(random.nextInt(1_500));
            }
            if (random.nextInt(3) == 0) {
                guild.step();
            }
            if (random.nextInt(3) == 0) {
                guild.append();
            }
            if (random.nextInt(3) == 0) {
                guild.work();
            }
            if (random.nextInt(4) == 0) {
                edge.receive();
            }
        }

        void finish() {
            store.failure = null;
            store.unreadable = null;
            guild.ticker.advanceMs(1_000);
            guild.run();
            edges.forEach(Edge::receive);
            edges.forEach(this::reattach);
            guild.run();
            edges.forEach(Edge::receive);
        }

        void check() {
            assertThat(answers).containsKeys(called.toArray(String[]::new));
            assertThat(guild.ends).isEmpty();
            answers.forEach(this::checkStored);
            for (Edge edge : edges) {
                assertThat(edge.sent).isEmpty();
                assertThat(edge.seqs)
                        .isEqualTo(
                                LongStream.rangeClosed(edge.firstSeq + 1, store.stored.seq())
                                        .boxed()
                                        .toList());
            }
        }

        private StreamFrame openOrClose(String id) {
            return random.nextBoolean()
                    ? session(id, BOB)
                    : new StreamFrame.CloseSession(new SessionId(id));
        }

        /// Also what is not accepted for good: the log has it never.
        private void checkStored(String text, Answer answer) {
            List<Long> stored =
                    store.log.stream()
                            .filter(entry -> text.equals(text((Event) entry.event())))
                            .map(LogEntry::seq)
                            .toList();
            boolean accepted =
                    answer instanceof Answer.Accepted(long _, List<Event> events, boolean _)
                            && events.stream().anyMatch(Event.Durable.class::isInstance);
            assertThat(stored)
                    .as(text)
                    .isEqualTo(accepted ? List.of(((Answer.Accepted) answer).seq()) : List.of());
        }

        private static @Nullable String text(Event event) {
            return switch (event) {
                case Event.MessageCreated created -> created.message().content();
                case Event.MessageUpdated updated -> updated.message().content();
                case Event _ -> null;
            };
        }

        /// Never the same twice.
        private String text() {
            return "text " + texts++;
        }

        private void answered(String text, Answer answer) {
            assertThat(answers.put(text, answer)).as(text).isNull();
        }

        private void call(String text, Command command) {
            called.add(text);
            guild.put(new Inbound.Call(OWNERS, command, answer -> answered(text, answer)));
        }

        private void attach(Edge edge) {
            guild.put(edge.stream.attach(edge.lastSeq));
        }

        /// The stream breaks: commands without an answer are the edge's to repeat.
        private void reattach(Edge edge) {
            edge.receive();
            guild.put(new Inbound.Detached(edge.stream.attachment));
            edge.stream = new FakeEdge(edge.name);
            edge.sent.clear();
            attach(edge);
        }

        private void command(Edge edge, String text, Command command) {
            long id = edge.nextCommand++;
            edge.sent.put(id, text);
            guild.put(edge.stream.command(id, OWNERS, command));
        }

        private void fault() {
            store.losesAnswers = false;
            store.unreadable = null;
            if (store.failure != null) {
                store.failure = null;
            } else if (random.nextBoolean()) {
                store.failure = new StoreException.WriteRefused("disk full", null);
            } else {
                store.failure = new StoreException.Unreachable("no node answers", null);
                store.losesAnswers = random.nextBoolean();
                store.unreadable = random.nextBoolean() ? store.failure : null;
            }
        }

        private MessageId pick() {
            return old.get(random.nextInt(old.size()));
        }
    }
}
