package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;

/// The row that says who owns the guild, see docs/decisions/0005. Every method is to be called
/// within a write transaction: only then its answer holds until the commit.
final class GuildLease {

    private static final String EPOCH = "SELECT epoch FROM lease";

    private final Sql sql;
    private final long epoch;

    GuildLease(Sql sql, long epoch) {
        this.sql = sql;
        this.epoch = epoch;
    }

    /// Takes the guild for `owner`; throws [StoreException.Fenced] when it may not.
    void claim(String owner) {
        long held = sql.number(EPOCH);
        boolean anothers =
                held == epoch
                        && sql.number("SELECT count(*) FROM lease WHERE owner <> ?", owner) > 0;
        if (held > epoch || anothers) {
            throw new StoreException.Fenced(held);
        }
        sql.update(
                "INSERT OR REPLACE INTO lease (id, epoch, owner, renewals) VALUES (1, ?, ?, 0)",
                epoch,
                owner);
    }

    /// Throws [StoreException.Fenced] when a higher epoch has claimed the guild.
    void check() {
        long held = sql.number(EPOCH);
        if (held != epoch) {
            throw new StoreException.Fenced(held);
        }
    }

    void renew() {
        check();
        sql.update("UPDATE lease SET renewals = renewals + 1");
    }
}
