package dev.guildhall.bench.store;

import dev.guildhall.bench.Latencies;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.guild.loop.GuildLoop;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Authors of one channel, each of whom sends the next message when the last is acknowledged.
final class Authors {

    private static final String TEXT = " a message of an ordinary length, as people write them";

    private final GuildLoop loop;
    private final Actor actor;
    private final ChannelId channelId;
    private final Latencies toAnswer = new Latencies();
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Event.@Nullable MessageCreated last;
    private volatile boolean measuring;
    private volatile boolean running = true;

    Authors(GuildLoop loop, Actor actor, ChannelId channelId) {
        this.loop = loop;
        this.actor = actor;
        this.channelId = channelId;
    }

    /// What came of a run: acknowledged messages a second, how long an answer took, how many were
    /// refused, and one of the events.
    record Outcome(double perSecond, Latencies toAnswer, long refused, Sample sample) {}

    /// Lets `count` authors write.
    Outcome run(int count, Span span) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            write(ended);
        }
        TimeUnit.SECONDS.sleep(span.warmUpSeconds());
        measuring = true;
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(span.seconds());
        measuring = false;
        double took = (System.nanoTime() - start) / 1e9;
        running = false;
        ended.await();
        Sample sample = new Sample(Objects.requireNonNull(last, "nothing was written"));
        return new Outcome(toAnswer.count() / took, toAnswer, refused.get(), sample);
    }

    private void write(CountDownLatch ended) {
        if (!running) {
            ended.countDown();
            return;
        }
        long sentAt = System.nanoTime();
        loop.call(
                actor,
                message(number.incrementAndGet()),
                answer -> {
                    if (!(answer instanceof Answer.Accepted accepted)) {
                        refused.incrementAndGet();
                    } else if (measuring) {
                        toAnswer.add(System.nanoTime() - sentAt);
                    } else if (accepted.events().getFirst() instanceof Event.MessageCreated sent) {
                        last = sent;
                    }
                    write(ended);
                });
    }

    private Command message(long at) {
        return new Command.CreateMessage(
                channelId, at + TEXT, List.of(), false, 0, "n" + at, true, null, true, null);
    }
}
