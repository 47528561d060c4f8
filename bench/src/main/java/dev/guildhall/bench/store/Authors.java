package dev.guildhall.bench.store;

import dev.guildhall.bench.Latencies;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.guild.loop.GuildLoop;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Authors of one channel, each of whom sends the next message when the last is acknowledged.
final class Authors {

    private static final String TEXT = " a message of an ordinary length, as people write them";

    private final GuildLoop loop;
    private final Actor actor;
    private final ChannelId channelId;
    private final Latencies toAnswer = new Latencies();
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean measuring;
    private volatile boolean running = true;

    Authors(GuildLoop loop, Actor actor, ChannelId channelId) {
        this.loop = loop;
        this.actor = actor;
        this.channelId = channelId;
    }

    /// What came of a run: acknowledged messages a second, and how long an answer took.
    record Outcome(double perSecond, Latencies toAnswer, long refused) {}

    /// Lets `count` authors write for `seconds` after `warmUpSeconds`.
    Outcome run(int count, int warmUpSeconds, int seconds) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            write(ended);
        }
        TimeUnit.SECONDS.sleep(warmUpSeconds);
        measuring = true;
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        measuring = false;
        double took = (System.nanoTime() - start) / 1e9;
        running = false;
        ended.await();
        return new Outcome(toAnswer.count() / took, toAnswer, refused.get());
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
                    if (!(answer instanceof Answer.Accepted)) {
                        refused.incrementAndGet();
                    } else if (measuring) {
                        toAnswer.add(System.nanoTime() - sentAt);
                    }
                    write(ended);
                });
    }

    private Command message(long at) {
        return new Command.CreateMessage(
                channelId, at + TEXT, List.of(), false, 0, "n" + at, true, null, true, null);
    }
}
