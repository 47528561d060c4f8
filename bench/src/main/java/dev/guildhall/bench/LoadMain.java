package dev.guildhall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// `LoadMain HOST PORT AUTHORS SESSIONS RATE WARMUP_SECONDS SECONDS PID...`: authors post over HTTP
/// to one channel while sessions listen. The CPU time of the processes PID, and of this one, is
/// printed beside.
///
/// RATE 0: closed loop, each author sends its next message when it has the answer to the last.
/// Otherwise RATE messages a second in all, on schedule. Prints one Markdown row. Load stays on the
/// given host and ends by itself.
public final class LoadMain {

    private static final long NANOS = 1_000_000_000L;
    private static final int PIDS = 7;
    private static final int DRAIN_TRIES = 200;

    private final Target target;
    private final int authors;
    private final int rate;
    private final List<Long> pids;
    private final Fanout fanout;
    private final AtomicLong numbers = new AtomicLong(1);
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean measuring;
    private volatile boolean running = true;

    private LoadMain(Target target, int authors, int sessions, int rate, List<Long> pids) {
        this.target = target;
        this.authors = authors;
        this.rate = rate;
        this.pids = pids;
        this.fanout = new Fanout(sessions);
    }

    public static void main(String[] args) throws Exception {
        int authors = Integer.parseInt(args[2]);
        int sessions = Integer.parseInt(args[3]);
        int rate = Integer.parseInt(args[4]);
        Target target = new Target(args[0], Integer.parseInt(args[1]));
        List<Long> pids = new ArrayList<>();
        Arrays.stream(args).skip(PIDS).map(Long::valueOf).forEach(pids::add);
        pids.add(ProcessHandle.current().pid());
        new LoadMain(target, authors, sessions, rate, pids)
                .run(sessions, Integer.parseInt(args[5]), Integer.parseInt(args[6]));
    }

    private void run(int sessions, int warmupSeconds, int seconds) throws Exception {
        Listeners listeners = listen(sessions);
        String firstToken = target.signIn("author0");
        String path = "/api/v10/channels/" + target.firstTextChannel(firstToken) + "/messages";
        CountDownLatch ended = new CountDownLatch(authors);
        for (int i = 0; i < authors; i++) {
            String token = target.signIn("author" + i);
            int index = i;
            Thread.ofVirtual().start(() -> author(index, path, token, ended));
        }
        Thread.sleep(warmupSeconds * 1_000L);
        measuring = true;
        Cpu before = Cpu.of(pids);
        long start = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        measuring = false;
        double took = (System.nanoTime() - start) / (double) NANOS;
        String cpu = Cpu.of(pids).since(before);
        int answered = fanout.toAnswer.count();
        running = false;
        ended.await();
        drain();
        print(sessions, answered / took, cpu);
        listeners.close();
    }

    private Listeners listen(int sessions) throws Exception {
        var listeners = new Listeners(target.host(), target.port(), sessions, fanout::received);
        for (int i = 0; i < sessions; i++) {
            listeners.add(target.signIn("listener" + i));
        }
        listeners.awaitReady();
        return listeners;
    }

    private void author(int index, String path, String token, CountDownLatch ended) {
        try (HttpConnection http = new HttpConnection(target.host(), target.port())) {
            long interval = rate == 0 ? 0 : NANOS * authors / rate;
            long next = System.nanoTime() + interval * index / authors;
            while (running) {
                if (interval > 0) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                post(http, path, token, interval > 0 ? next : System.nanoTime());
                next += interval;
            }
        } catch (IOException e) {
            System.err.println("an author ended: " + e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    private void post(HttpConnection http, String path, String token, long scheduledAt)
            throws IOException {
        long number = numbers.getAndIncrement();
        boolean counted = measuring;
        if (counted) {
            fanout.sent(number);
        }
        String body =
                "{\"content\":\"%d a message of an ordinary length, as people write them all day\",\"nonce\":\"b%d\",\"enforce_nonce\":true}"
                        .formatted(number, number);
        int status = http.send("POST", path, token, body).status();
        if (status != 200) {
            refused.incrementAndGet();
            fanout.forget(number);
        } else if (counted && measuring) {
            fanout.answered(number, scheduledAt);
        }
    }

    private void drain() throws InterruptedException {
        for (int i = 0; i < DRAIN_TRIES && fanout.missing() > 0; i++) {
            Thread.sleep(50);
        }
    }

    private void print(int sessions, double perSecond, String cpu) {
        System.out.printf(
                "| %d authors, %d sessions%s | %.0f | %.1f / %.1f | %.1f / %.1f | %d | %d | %s |%n",
                authors,
                sessions,
                rate == 0 ? "" : ", " + rate + "/s",
                perSecond,
                fanout.toAnswer.percentileMs(0.5),
                fanout.toAnswer.percentileMs(0.99),
                fanout.toLast.percentileMs(0.5),
                fanout.toLast.percentileMs(0.99),
                refused.get(),
                fanout.missing(),
                cpu);
    }
}
