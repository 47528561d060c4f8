package dev.guildhall.guild.host;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.loop.Projection;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what guilds' events change in the indexes of the accounts store: one thread for a pod, in
/// the order of the calls.
///
/// What waits is bounded by those who wait for it: each entry belongs to a command that is not
/// answered yet, or to a guild that opens. A write that fails is tried again for some seconds, then
/// given up: the guild writes its whole index when it is recovered the next time.
public final class IndexWriter implements Projection, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MS = 250;
    private static final long JOIN_MS = 5_000;

    private final AccountsStore accounts;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Counter givenUp;
    private final Thread thread;

    public IndexWriter(AccountsStore accounts, MeterRegistry registry) {
        this.accounts = accounts;
        this.givenUp =
                Counter.builder("guild_index_writes_given_up_total")
                        .description("Index writes that failed until they were given up")
                        .register(registry);
        Gauge.builder("guild_index_writes_waiting", tasks, BlockingQueue::size)
                .description("Index writes that wait for their turn")
                .register(registry);
        this.thread = Thread.ofPlatform().name("index-writer").start(this::run);
    }

    /// A write and who waits for it; the one that is `last` ends the thread.
    private record Task(GuildId guildId, Runnable write, Runnable done, boolean last) {}

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        Runnable write = () -> accounts.rewrite(guildId, epoch, snapshot);
        tasks.add(new Task(guildId, write, () -> {}, false));
    }

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done) {
        Runnable write = () -> accounts.project(guildId, epoch, entries);
        tasks.add(new Task(guildId, write, done, false));
    }

    /// Writes what waits, then ends.
    @Override
    public void close() {
        tasks.add(new Task(new GuildId(0), () -> {}, () -> {}, true));
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Task task = tasks.take();
            while (!task.last()) {
                write(task);
                tell(task);
                task = tasks.take();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Task task) {
        try {
            task.done().run();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue(LogKeys.GUILD_ID, task.guildId())
                    .log("answer was not taken");
        }
    }

    private void write(Task task) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                task.write().run();
                return;
            } catch (StoreException e) {
                if (attempt == ATTEMPTS) {
                    givenUp.increment();
                    LOG.atError()
                            .setCause(e)
                            .addKeyValue(LogKeys.GUILD_ID, task.guildId())
                            .addKeyValue(LogKeys.ATTEMPT, attempt)
                            .log("index cannot be written");
                    return;
                }
                Thread.sleep(PAUSE_MS);
            } catch (RuntimeException e) {
                givenUp.increment();
                LOG.atError()
                        .setCause(e)
                        .addKeyValue(LogKeys.GUILD_ID, task.guildId())
                        .log("index write failed by a bug");
                return;
            }
        }
    }
}
