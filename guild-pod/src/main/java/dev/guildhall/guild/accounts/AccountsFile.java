package dev.guildhall.guild.accounts;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.sqlite.BusyWait;
import dev.guildhall.guild.store.sqlite.ReadPool;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The accounts' SQLite file, which several processes of a machine have open: one connection that
/// writes, and a bounded number that read.
///
/// It holds the key that signs tokens, so only its owner may read it (mode 0600); SQLite gives its
/// journals the same mode.
///
/// A pod that is paused within a write keeps the write lock. Reads go on, also those of a pod that
/// starts; a write that waited [#BLOCKED_AFTER_MS] for it fails, and [#blocked()] tells for some
/// seconds, so that the operator can end the paused one.
final class AccountsFile implements AutoCloseable {

    static final int BLOCKED_AFTER_MS = 2_000;

    /// The file counts as blocked for so long after the last write that found it so.
    private static final long BLOCKED_NANOS = 5_000_000_000L;

    private static final BusyWait BUSY = new BusyWait(BLOCKED_AFTER_MS);
    private static final int READ_CONNECTIONS = 4;

    private final Sql writer;
    private final ReadPool readers;
    private final ReentrantLock writing = new ReentrantLock();
    private final Ticker ticker;
    private volatile @Nullable Long blockedAtNanos;

    private AccountsFile(Sql writer, ReadPool readers, Ticker ticker) {
        this.writer = writer;
        this.readers = readers;
        this.ticker = ticker;
    }

    static AccountsFile open(Path file, Ticker ticker, MeterRegistry registry) {
        protect(file);
        Sql writer = BUSY.run(() -> Sql.open(file, 0));
        try {
            if (!AccountsSchema.MIGRATIONS.applied(writer)) {
                BUSY.run(() -> migrate(writer));
            }
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        Counter waits =
                Counter.builder("guild_accounts_read_waits")
                        .description("Reads of accounts that waited for a connection")
                        .register(registry);
        AccountsFile opened =
                new AccountsFile(
                        writer,
                        new ReadPool(file, READ_CONNECTIONS, BLOCKED_AFTER_MS, waits),
                        ticker);
        Gauge.builder("guild_accounts_blocked", opened, it -> it.blocked() ? 1 : 0)
                .description("1 while another process holds the accounts' write lock")
                .register(registry);
        return opened;
    }

    private static boolean migrate(Sql writer) {
        return writer.write(() -> {
            AccountsSchema.MIGRATIONS.apply(writer);
            return true;
        });
    }

    private static void protect(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            var ownerOnly = PosixFilePermissions.fromString("rw-------");
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(file, ownerOnly);
            } else {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
            }
        } catch (FileAlreadyExistsException _) {
            return; // another process was quicker, with the same mode
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot make " + file, e);
        }
    }

    /// Runs `work` as one transaction, which is on disk on return.
    <T> T write(Function<Sql, T> work) {
        writing.lock();
        try {
            T done = BUSY.run(() -> writer.write(() -> work.apply(writer)));
            blockedAtNanos = null;
            return done;
        } catch (StoreException.Blocked e) {
            blockedAtNanos = ticker.nanos();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /// Whether a write just now failed because another process holds the lock. Any thread.
    boolean blocked() {
        Long since = blockedAtNanos;
        return since != null && ticker.nanos() - since <= BLOCKED_NANOS;
    }

    <T> T read(Function<Sql, T> work) {
        return readers.read(work);
    }

    @Override
    public void close() {
        readers.close();
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
