package dev.guildhall.guild.store.sqlite;

import java.util.List;

/// The tables of a guild's file.
///
/// `lease` and `log` are the truth; the others are projections of the log. A `body` is protobuf.
/// What an index or a condition needs stands in columns beside it.
final class GuildSchema {

    /// `guild.member_count` is kept by the projection, because counting goes through all members.
    ///
    /// `reaction_counts` has one row for each emoji on a message, `position` the seq of its first
    /// use, `reactions` one for each user. `nonces` forgets by itself what has left its window.
    /// `deleted_channels` are those whose messages are still to be deleted.
    private static final List<String> VERSION_1 =
            List.of(
                    """
                    CREATE TABLE lease (
                      id INTEGER PRIMARY KEY CHECK (id = 1),
                      epoch INTEGER NOT NULL,
                      owner TEXT NOT NULL,
                      renewals INTEGER NOT NULL
                    )\
                    """,
                    """
                    CREATE TABLE log (
                      seq INTEGER PRIMARY KEY,
                      epoch INTEGER NOT NULL,
                      event BLOB NOT NULL
                    )\
                    """,
                    """
                    CREATE TABLE guild (
                      id INTEGER PRIMARY KEY,
                      body BLOB NOT NULL,
                      member_count INTEGER NOT NULL
                    )\
                    """,
                    "CREATE TABLE roles (id INTEGER PRIMARY KEY, body BLOB NOT NULL)",
                    """
                    CREATE TABLE channels (
                      id INTEGER PRIMARY KEY,
                      body BLOB NOT NULL,
                      last_message_id INTEGER,
                      last_pin_at_ms INTEGER
                    )\
                    """,
                    """
                    CREATE TABLE members (
                      user_id INTEGER PRIMARY KEY,
                      body BLOB NOT NULL,
                      username_key TEXT NOT NULL,
                      global_name_key TEXT,
                      nick_key TEXT
                    )\
                    """,
                    "CREATE INDEX members_username ON members (username_key)",
                    """
                    CREATE INDEX members_global_name ON members (global_name_key)
                      WHERE global_name_key IS NOT NULL\
                    """,
                    "CREATE INDEX members_nick ON members (nick_key) WHERE nick_key IS NOT NULL",
                    """
                    CREATE TABLE bans (
                      user_id INTEGER PRIMARY KEY,
                      body BLOB NOT NULL,
                      reason TEXT
                    )\
                    """,
                    """
                    CREATE TABLE messages (
                      channel_id INTEGER NOT NULL,
                      message_id INTEGER NOT NULL,
                      author_id INTEGER NOT NULL,
                      body BLOB NOT NULL,
                      pinned_at_ms INTEGER,
                      PRIMARY KEY (channel_id, message_id)
                    ) WITHOUT ROWID\
                    """,
                    """
                    CREATE INDEX pins ON messages (channel_id, pinned_at_ms)
                      WHERE pinned_at_ms IS NOT NULL\
                    """,
                    """
                    CREATE TABLE reactions (
                      channel_id INTEGER NOT NULL,
                      message_id INTEGER NOT NULL,
                      emoji TEXT NOT NULL,
                      user_id INTEGER NOT NULL,
                      seq INTEGER NOT NULL,
                      PRIMARY KEY (channel_id, message_id, emoji, user_id)
                    ) WITHOUT ROWID\
                    """,
                    """
                    CREATE TABLE reaction_counts (
                      channel_id INTEGER NOT NULL,
                      message_id INTEGER NOT NULL,
                      emoji TEXT NOT NULL,
                      count INTEGER NOT NULL,
                      position INTEGER NOT NULL,
                      PRIMARY KEY (channel_id, message_id, emoji)
                    ) WITHOUT ROWID\
                    """,
                    """
                    CREATE TABLE nonces (
                      channel_id INTEGER NOT NULL,
                      author_id INTEGER NOT NULL,
                      nonce TEXT NOT NULL,
                      message_id INTEGER NOT NULL,
                      PRIMARY KEY (channel_id, author_id, nonce)
                    ) WITHOUT ROWID\
                    """,
                    "CREATE INDEX nonces_message ON nonces (message_id)",
                    "CREATE TABLE deleted_channels (channel_id INTEGER PRIMARY KEY)");

    private static final String SEQS_BEYOND_THE_LOG =
            " (SELECT max(position) FROM reaction_counts) > (SELECT max(seq) FROM log)";

    /// Those who left, so that their reactions still have a name.
    private static final List<String> VERSION_2 =
            List.of(
                    """
                    CREATE TABLE former_members (
                      user_id INTEGER PRIMARY KEY,
                      body BLOB NOT NULL
                    )\
                    """);

    /// Messages, or their emojis, whose reactions are still to be deleted; '' is all emojis. An
    /// earlier version gave reactions that were put in seqs that may lie beyond the log's, which
    /// [LiveReactions] does not allow: they go below zero.
    private static final List<String> VERSION_3 =
            List.of(
                    """
                    CREATE TABLE removed_reactions (
                      channel_id INTEGER NOT NULL,
                      message_id INTEGER NOT NULL,
                      emoji TEXT NOT NULL,
                      PRIMARY KEY (channel_id, message_id, emoji)
                    ) WITHOUT ROWID\
                    """,
                    "UPDATE reactions SET seq = seq - (1 << 40) WHERE" + SEQS_BEYOND_THE_LOG,
                    "UPDATE reaction_counts SET position = position - (1 << 40) WHERE"
                            + SEQS_BEYOND_THE_LOG);

    static final Migrations MIGRATIONS = new Migrations(List.of(VERSION_1, VERSION_2, VERSION_3));

    private GuildSchema() {}
}
