package dev.guildhall.guild.store;

import org.jspecify.annotations.Nullable;

/// The store could not do what it was asked. What was appended before is not touched.
public abstract sealed class StoreException extends RuntimeException {

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// A higher epoch owns the guild: this owner has to end.
    public static final class Fenced extends StoreException {
        private final long claimedEpoch;

        public Fenced(long claimedEpoch) {
            super("epoch " + claimedEpoch + " has claimed the guild", null);
            this.claimedEpoch = claimedEpoch;
        }

        /// The epoch that owns the guild now.
        public long claimedEpoch() {
            return claimedEpoch;
        }
    }

    /// The store refuses writes and nothing was written: disk full, read-only, I/O error. Trying
    /// again may help.
    public static final class WriteRefused extends StoreException {
        public WriteRefused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The store does not answer. Of a write it is not known whether it was done: `recover` says,
    /// and as long as that fails too nothing may be said about it.
    public static final class Unreachable extends StoreException {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Another process holds the store's lock and does not let go: a paused owner.
    public static final class Blocked extends StoreException {
        public Blocked(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The file is damaged, or of a newer schema than this program knows.
    public static final class Corrupt extends StoreException {
        public Corrupt(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
