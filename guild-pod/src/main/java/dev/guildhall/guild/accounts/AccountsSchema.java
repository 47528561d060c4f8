package dev.guildhall.guild.accounts;

import dev.guildhall.guild.store.sqlite.Migrations;
import java.util.List;

/// The tables of the accounts' file. `memberships`, `channels` and `guilds` are projections of the
/// guilds' own files.
final class AccountsSchema {

    /// `users.generation` is that of the tokens that hold. A bot's application has its id.
    private static final List<String> VERSION_1 =
            List.of(
                    """
                    CREATE TABLE secrets (
                      name TEXT PRIMARY KEY,
                      value BLOB NOT NULL
                    )\
                    """,
                    """
                    CREATE TABLE users (
                      id INTEGER PRIMARY KEY,
                      username TEXT NOT NULL,
                      global_name TEXT,
                      avatar TEXT,
                      bot INTEGER NOT NULL,
                      generation INTEGER NOT NULL
                    )\
                    """,
                    "CREATE UNIQUE INDEX people ON users (username) WHERE bot = 0",
                    """
                    CREATE TABLE applications (
                      id INTEGER PRIMARY KEY,
                      name TEXT NOT NULL,
                      description TEXT NOT NULL,
                      owner_id INTEGER,
                      flags INTEGER NOT NULL,
                      verify_key TEXT NOT NULL
                    )\
                    """,
                    """
                    CREATE TABLE guilds (
                      id INTEGER PRIMARY KEY,
                      name TEXT NOT NULL,
                      owner_id INTEGER NOT NULL,
                      kind TEXT NOT NULL
                    )\
                    """,
                    """
                    CREATE TABLE memberships (
                      user_id INTEGER NOT NULL,
                      guild_id INTEGER NOT NULL,
                      PRIMARY KEY (user_id, guild_id)
                    ) WITHOUT ROWID\
                    """,
                    "CREATE INDEX memberships_guild ON memberships (guild_id)",
                    """
                    CREATE TABLE channels (
                      id INTEGER PRIMARY KEY,
                      guild_id INTEGER NOT NULL
                    )\
                    """,
                    "CREATE INDEX channels_guild ON channels (guild_id)",
                    """
                    CREATE TABLE direct_channels (
                      low_user_id INTEGER NOT NULL,
                      high_user_id INTEGER NOT NULL,
                      channel_id INTEGER NOT NULL,
                      PRIMARY KEY (low_user_id, high_user_id)
                    ) WITHOUT ROWID\
                    """);

    /// The highest epoch that has written of a guild.
    private static final List<String> VERSION_2 =
            List.of(
                    """
                    CREATE TABLE index_owners (
                      guild_id INTEGER PRIMARY KEY,
                      epoch INTEGER NOT NULL
                    )\
                    """);

    static final Migrations MIGRATIONS = new Migrations(List.of(VERSION_1, VERSION_2));

    private AccountsSchema() {}
}
