package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The channel of each two users who ever wrote to each other, made once under a condition.
final class DirectChannels {

    private static final String SELECT =
            """
            SELECT channel_id FROM direct_channels WHERE low_user_id = ? AND high_user_id = ?\
            """;

    private final CassandraSession session;

    DirectChannels(CassandraSession session) {
        this.session = session;
    }

    /// That of the two, made under a fresh id of `ids` when there is none.
    ChannelId of(UserId low, UserId high, LongSupplier ids) {
        Row row = session.read(SELECT, low.value(), high.value()).one();
        if (row == null) {
            Conditional.write(
                    session,
                    () -> serial(low, high) != null,
                    """
                    INSERT INTO direct_channels (low_user_id, high_user_id, channel_id)
                    VALUES (?, ?, ?) IF NOT EXISTS\
                    """,
                    low.value(),
                    high.value(),
                    ids.getAsLong());
            row = Objects.requireNonNull(serial(low, high));
        }
        return new ChannelId(row.getLong("channel_id"));
    }

    private @Nullable Row serial(UserId low, UserId high) {
        return session.serialRead(SELECT, low.value(), high.value()).one();
    }
}
