package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.function.BooleanSupplier;

/// A conditional write whose outcome is always found out.
final class Conditional {

    /// Answers that were lost in a row before it is given up.
    private static final int ATTEMPTS = 3;

    private Conditional() {}

    /// Runs the write until the store says what became of it: true when its condition held. After a
    /// lost answer `done` says, by a serial read, whether its effect is there; if not, it is sent
    /// again, so the condition must not hold twice. Throws [StoreException.Unreachable] when the
    /// store goes on being silent: then nothing is known.
    static boolean write(
            CassandraSession session, BooleanSupplier done, String text, Object... values) {
        for (int attempt = 1; ; attempt++) {
            try {
                ResultSet result = session.conditional(text, values);
                return result.wasApplied() || (attempt > 1 && done.getAsBoolean());
            } catch (StoreException.Unreachable lost) {
                if (done.getAsBoolean()) {
                    return true;
                }
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}
