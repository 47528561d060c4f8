package dev.guildhall.guild.store.sqlite;

/// Which rows of `reactions` count: those since the first use of their emoji that is still counted.
///
/// A message may have very many reactions, and the loop deletes only some at once. What is left has
/// no row in `reaction_counts`, or one that is younger (`position` is the seq of the first use),
/// until the housekeeping has deleted it.
final class LiveReactions {

    /// To be put behind `FROM reactions r`: `c` is the row of counts.
    static final String JOIN =
            """
            JOIN reaction_counts c ON c.channel_id = r.channel_id
              AND c.message_id = r.message_id AND c.emoji = r.emoji AND c.position <= r.seq\
            """;

    /// (channel, message, emoji, user, seq): changes no row when it is there and counts.
    static final String INSERT =
            """
            INSERT INTO reactions (channel_id, message_id, emoji, user_id, seq)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (channel_id, message_id, emoji, user_id) DO UPDATE SET seq = excluded.seq
            WHERE NOT EXISTS (
              SELECT 1 FROM reaction_counts c WHERE c.channel_id = excluded.channel_id
                AND c.message_id = excluded.message_id AND c.emoji = excluded.emoji
                AND c.position <= reactions.seq)\
            """;

    /// (channel, message, emoji, user): changes no row when it does not count.
    static final String DELETE =
            """
            DELETE FROM reactions
            WHERE channel_id = ?1 AND message_id = ?2 AND emoji = ?3 AND user_id = ?4 AND seq >= (
              SELECT position FROM reaction_counts
              WHERE channel_id = ?1 AND message_id = ?2 AND emoji = ?3)\
            """;

    /// (channel, message, emoji or "" for all, limit): those that do not count.
    static final String DELETE_OTHERS =
            """
            DELETE FROM reactions
            WHERE channel_id = ?1 AND message_id = ?2 AND (emoji, user_id) IN (
              SELECT r.emoji, r.user_id FROM reactions r
              WHERE r.channel_id = ?1 AND r.message_id = ?2 AND (?3 = '' OR r.emoji = ?3)
                AND NOT EXISTS (
                  SELECT 1 FROM reaction_counts c WHERE c.channel_id = ?1
                    AND c.message_id = ?2 AND c.emoji = r.emoji AND c.position <= r.seq)
              LIMIT ?4)\
            """;

    private LiveReactions() {}
}
