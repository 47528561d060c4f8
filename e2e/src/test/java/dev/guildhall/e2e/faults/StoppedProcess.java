package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/// Stops a process with SIGSTOP, now or at a moment that is chosen by who holds a SQLite file's
/// write lock: then it is stopped, looked at, and let go on until the moment is right.
record StoppedProcess(long pid) {

    private static final int TRIES = 500;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /// Stops it whatever it does.
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// Stops it while nobody is writing to `file`.
    void stopOutsideOfWrites(Path file) throws Exception {
        stop(file, false);
    }

    /// Stops it while it is writing to `file`: only a process that writes all the time is met so.
    void stopWithinWrite(Path file) throws Exception {
        stop(file, true);
    }

    /// SIGCONT.
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void stop(Path file, boolean locked) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            signal("STOP");
            if (locked(file) == locked) {
                return;
            }
            signal("CONT");
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_WAIT_NANOS));
        }
        throw new AssertionError(
                "not stopped %s a write in %d tries"
                        .formatted(locked ? "within" : "outside of", TRIES));
    }

    private static boolean locked(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(0);
        try (var connection = config.createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            return true;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                .isZero();
    }
}
