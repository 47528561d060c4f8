package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.EventBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A channel from its row: what moves with messages and pins stands in columns, newer than the
/// body.
record ChannelRow(EventBytes bytes) implements Sql.Row<Channel> {

    static final String ALL =
            "SELECT body, last_message_id, last_pin_at_ms FROM channels ORDER BY id";

    @Override
    public Channel read(ResultSet row) throws SQLException {
        Long lastMessageId = number(row, 2);
        return bytes.channel(row.getBytes(1))
                .withActivity(
                        lastMessageId == null ? null : new MessageId(lastMessageId),
                        number(row, 3));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
