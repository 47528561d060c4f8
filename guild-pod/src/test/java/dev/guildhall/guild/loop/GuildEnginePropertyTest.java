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
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Random traffic of several edges and callers, with a store that refuses writes or loses answers
/// now and then, and appends that take their time: whatever the interleaving, each edge sees one
/// order without gaps, and each command is answered once and in its stream's order.
class GuildEnginePropertyTest {

    private static final Actor OWNERS = Actor.user(OWNER.id());

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
        final List<Long> sent = new ArrayList<>();
        final List<Long> seqs = new ArrayList<>();
        long firstSeq;

        Edge(String name) {
            this.name = name;
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
            assertThat(answered.commandId()).isEqualTo(sent.removeFirst());
            if (answered.answer() instanceof Answer.Accepted accepted) {
                assertThat(accepted.seq()).isLessThanOrEqualTo(lastSeq);
            }
        }
    }

    private static final class Run {
        final Random random;
        final FakeGuildStore store;
        EngineHarness guild;
        final List<Edge> edges = new ArrayList<>();
        final List<CompletableFuture<Answer>> calls = new ArrayList<>();
        final List<MessageId> old = new ArrayList<>();

        Run(Random random) {
            this.random = random;
            EngineHarness before = EngineHarness.aGuild();
            IntStream.range(0, 5).forEach(i -> before.send("old " + i));
            before.run();
            this.store = before.store;
            old.addAll(store.messages.keySet());
            this.guild = EngineHarness.over(store);
            guild.appendsWait = random.nextBoolean();
            IntStream.range(0, 3).forEach(i -> edges.add(new Edge("e" + i)));
            edges.forEach(this::attach);
        }

        void next() {
            Edge edge = edges.get(random.nextInt(edges.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> command(edge, guild.message("hello"));
                case 3, 4 -> command(edge, guild.edit(pick(), "edited"));
                case 5 -> calls.add(guild.send("called"));
                case 6 -> calls.add(guild.call(OWNERS, guild.edit(pick(), "by a call")));
                case 7 -> guild.put(edge.stream.says(session("s-" + edge.name, BOB)));
                case 8 -> command(edge, new Command.StartTyping(guild.channel()));
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
            guild.ticker.advanceMs(1_000);
            guild.run();
            edges.forEach(Edge::receive);
            edges.forEach(this::reattach);
            guild.run();
            edges.forEach(Edge::receive);
        }

        void check() {
            assertThat(calls).allMatch(CompletableFuture::isDone);
            assertThat(guild.ends).isEmpty();
            for (Edge edge : edges) {
                assertThat(edge.sent).isEmpty();
                assertThat(edge.seqs)
                        .isEqualTo(
                                LongStream.rangeClosed(edge.firstSeq + 1, store.stored.seq())
                                        .boxed()
                                        .toList());
            }
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

        private void command(Edge edge, Command command) {
            long id = edge.nextCommand++;
            edge.sent.add(id);
            guild.put(edge.stream.command(id, OWNERS, command));
        }

        private void fault() {
            store.losesAnswers = false;
            if (store.failure != null) {
                store.failure = null;
            } else if (random.nextBoolean()) {
                store.failure = new StoreException.WriteRefused("disk full", null);
            } else {
                store.failure = new StoreException.Unreachable("no node answers", null);
                store.losesAnswers = random.nextBoolean();
            }
        }

        private MessageId pick() {
            return old.get(random.nextInt(old.size()));
        }
    }
}
