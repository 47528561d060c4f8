package dev.guildhall.guild.store.sqlite;

/// The transactions of a guild's housekeeping, a bounded number of rows each. They hold under the
/// owner's epoch only, as every write does.
final class HousekeepingChunks {

    private static final String DELETE_MESSAGES =
            """
            DELETE FROM messages WHERE channel_id = ?1 AND message_id IN (
              SELECT message_id FROM messages WHERE channel_id = ?1 LIMIT ?2)\
            """;
    private static final String DELETE_COUNTS =
            """
            DELETE FROM reaction_counts WHERE channel_id = ?1 AND (message_id, emoji) IN (
              SELECT message_id, emoji FROM reaction_counts WHERE channel_id = ?1 LIMIT ?2)\
            """;
    private static final String DELETE_REACTIONS =
            """
            DELETE FROM reactions WHERE channel_id = ?1 AND (message_id, emoji, user_id) IN (
              SELECT message_id, emoji, user_id FROM reactions WHERE channel_id = ?1 LIMIT ?2)\
            """;

    private final Sql sql;
    private final GuildLease lease;
    private final LogTrim trim;
    private final StoreOptions options;

    HousekeepingChunks(Sql sql, long epoch, StoreOptions options) {
        this.sql = sql;
        this.lease = new GuildLease(sql, epoch);
        this.trim = new LogTrim(sql, options);
        this.options = options;
    }

    /// Does one piece of what is to do. False: there was nothing.
    boolean next(StoreMetrics metrics) {
        return sql.write(() -> {
            lease.check();
            int trimmed = trim.trim(options.chunkRows());
            metrics.trimmedEntries.increment(trimmed);
            if (trimmed > 0) {
                return true;
            }
            return sql.first(
                            row -> row.getLong(1),
                            "SELECT channel_id FROM deleted_channels LIMIT 1")
                    .map(channelId -> delete(channelId, metrics))
                    .orElseGet(() -> deleteReactions(metrics));
        });
    }

    private record Removed(long channelId, long messageId, String emoji) {}

    private boolean deleteReactions(StoreMetrics metrics) {
        return sql.first(
                        row -> new Removed(row.getLong(1), row.getLong(2), row.getString(3)),
                        "SELECT channel_id, message_id, emoji FROM removed_reactions LIMIT 1")
                .map(removed -> delete(removed, metrics))
                .orElse(false);
    }

    private boolean delete(Removed of, StoreMetrics metrics) {
        int rows =
                sql.update(
                        LiveReactions.DELETE_OTHERS,
                        of.channelId,
                        of.messageId,
                        of.emoji,
                        options.chunkRows());
        metrics.deletedRows.increment(rows);
        if (rows < options.chunkRows()) {
            sql.update(
                    """
                    DELETE FROM removed_reactions
                    WHERE channel_id = ? AND message_id = ? AND emoji = ?\
                    """,
                    of.channelId,
                    of.messageId,
                    of.emoji);
        }
        return true;
    }

    private boolean delete(long channelId, StoreMetrics metrics) {
        int rows =
                sql.update(DELETE_MESSAGES, channelId, options.chunkRows())
                        + sql.update(DELETE_COUNTS, channelId, options.chunkRows())
                        + sql.update(DELETE_REACTIONS, channelId, options.chunkRows());
        metrics.deletedRows.increment(rows);
        if (rows == 0) {
            sql.update("DELETE FROM deleted_channels WHERE channel_id = ?", channelId);
        }
        return true;
    }
}
