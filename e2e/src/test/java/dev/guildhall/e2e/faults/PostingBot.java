package dev.guildhall.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A bot that listens on the gateway and posts at a steady rate, each message with an enforced
/// nonce that it repeats until it has an answer.
///
/// With as many messages as it may have in flight without an answer it waits, as the libraries do
/// already with one, and does not make up for it: after an outage the system is met with the same
/// rate as before.
final class PostingBot implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// As patient as the libraries: an edge answers within its own deadline or is gone.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_RETRY_MS = 50;
    private static final long LAST_RETRY_MS = 400;
    private static final int IN_FLIGHT = 20;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final AtomicLong answeredSendNanos = new AtomicLong();
    private final String name;
    private final URI messages;
    private final String token;
    private final Journal journal;
    private final GatewaySession session;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final AtomicLong repeated = new AtomicLong();
    private volatile boolean posting;
    private Thread poster;
    private int sent;

    PostingBot(String name, URI api, URI gateway, String token, String channelId) {
        this.name = name;
        this.messages = URI.create(api + "/v10/channels/" + channelId + "/messages");
        this.token = token;
        this.journal = new Journal(name);
        this.session = new GatewaySession(http, timer, gateway, token, journal);
    }

    Journal journal() {
        return journal;
    }

    /// When the newest request that has its answer was sent, by `System.nanoTime()`; 0 without any.
    long answeredSendNanos() {
        return answeredSendNanos.get();
    }

    /// How often it was told to come again, or not told anything.
    long repeated() {
        return repeated.get();
    }

    /// Posts until [#finishPosting()], after which it may be started again.
    void startPosting(int perSecond) {
        posting = true;
        poster = Thread.startVirtualThread(() -> post(perSecond));
    }

    private void post(int perSecond) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long next = System.nanoTime(); posting; ) {
            LockSupport.parkNanos(next - System.nanoTime());
            inFlight.acquireUninterruptibly();
            next = Math.max(next + interval, System.nanoTime());
            String nonce = name + "-" + sent++;
            journal.sending(nonce);
            Thread.startVirtualThread(() -> deliver(nonce));
        }
    }

    /// Stops posting and waits until everything has its answer.
    void finishPosting() throws InterruptedException {
        posting = false;
        boolean posted = poster.join(PATIENCE);
        if (!posted || !inFlight.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "%s: %d messages without an answer after %d s"
                            .formatted(
                                    name,
                                    IN_FLIGHT - inFlight.availablePermits(),
                                    PATIENCE.toSeconds()));
        }
        inFlight.release(IN_FLIGHT);
        if (!refusals.isEmpty()) {
            throw new AssertionError("messages refused for good: " + refusals);
        }
    }

    private void deliver(String nonce) {
        try {
            for (long waitMs = FIRST_RETRY_MS; !post(nonce); ) {
                repeated.incrementAndGet();
                Thread.sleep(ThreadLocalRandom.current().nextLong(waitMs / 2, waitMs));
                waitMs = Math.min(LAST_RETRY_MS, waitMs * 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.release();
        }
    }

    /// True when there is nothing more to try.
    private boolean post(String nonce) throws InterruptedException {
        String body =
                "{\"content\":\"%s says hello\",\"nonce\":\"%s\",\"enforce_nonce\":true}"
                        .formatted(nonce, nonce);
        HttpRequest request =
                HttpRequest.newBuilder(messages)
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bot " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        long sentNanos = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                JsonNode message = JSON.readTree(answer.body());
                journal.acknowledged(nonce, message.get("id").asLong());
                answeredSendNanos.accumulateAndGet(sentNanos, Math::max);
                return true;
            }
            if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                refusals.add("%s: %d %s".formatted(nonce, answer.statusCode(), answer.body()));
                return true;
            }
            return false;
        } catch (IOException e) {
            return false; // cut off, refused or too late: the nonce makes trying again safe
        }
    }

    @Override
    public void close() {
        posting = false;
        session.close();
        timer.shutdown();
        http.shutdownNow();
    }
}
