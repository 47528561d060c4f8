package dev.guildhall.guild.accounts;

import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.sqlite.ReadPool;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The accounts' SQLite file, which several processes of a machine have open: one connection that
/// writes, and a bounded number that read.
///
/// It holds the key that signs tokens, so only its owner may read it (mode 0600); SQLite gives its
/// journals the same mode.
final class AccountsFile implements AutoCloseable {

    private static final int BUSY_TIMEOUT_MS = 5_000;
    private static final int READ_CONNECTIONS = 4;

    private final Sql writer;
    private final ReadPool readers;
    private final ReentrantLock writing = new ReentrantLock();

    private AccountsFile(Sql writer, ReadPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    static AccountsFile open(Path file, MeterRegistry registry) {
        protect(file);
        Sql writer = Sql.open(file, BUSY_TIMEOUT_MS);
        try {
            writer.write(() -> {
                AccountsSchema.MIGRATIONS.apply(writer);
                return true;
            });
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        Counter waits =
                Counter.builder("guild_accounts_read_waits")
                        .description("Reads of accounts that waited for a connection")
                        .register(registry);
        return new AccountsFile(
                writer, new ReadPool(file, READ_CONNECTIONS, BUSY_TIMEOUT_MS, waits));
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
            return writer.write(() -> work.apply(writer));
        } finally {
            writing.unlock();
        }
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
