package dev.guildhall.cassandra.server;

import org.apache.cassandra.service.CassandraDaemon;

/**
 * Cassandra's daemon, which ends when the process that it serves has ended, however that came.
 *
 * <p>{@code -Dguildhall.parent=PID} names that process; without it the daemon runs until it is told
 * to stop. For Java 17, which knows no Markdown comments.
 */
public final class GuardedDaemon {

    private static final int ORPHANED = 75;

    private GuardedDaemon() {}

    public static void main(String[] args) {
        String parent = System.getProperty("guildhall.parent");
        if (parent != null) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresentOrElse(
                            handle -> handle.onExit().thenRun(GuardedDaemon::halt),
                            GuardedDaemon::halt);
        }
        CassandraDaemon.main(args);
    }

    /** At once: what was acknowledged is on disk, and nobody is left to hear more. */
    private static void halt() {
        Runtime.getRuntime().halt(ORPHANED);
    }
}
