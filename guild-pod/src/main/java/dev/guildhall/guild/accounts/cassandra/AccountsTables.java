package dev.guildhall.guild.accounts.cassandra;

import dev.guildhall.guild.store.cassandra.SchemaPart;
import java.util.List;

/// The tables of accounts, and those of the indexes over guilds, which are projections of their
/// logs.
final class AccountsTables {

    /// `accounts.generation` is that of the tokens that hold; `application_name` and what follows
    /// is a bot's. `account_names` has people only.
    private static final List<String> ACCOUNTS =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS account_secrets (
                      name text PRIMARY KEY,
                      value blob
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS accounts (
                      id bigint PRIMARY KEY,
                      username text,
                      global_name text,
                      avatar text,
                      bot boolean,
                      generation int,
                      application_name text,
                      application_description text,
                      owner_id bigint,
                      flags int,
                      verify_key text
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS account_names (
                      username text PRIMARY KEY,
                      user_id bigint
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS account_bots (
                      username text,
                      id bigint,
                      PRIMARY KEY (username, id)
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS direct_channels (
                      low_user_id bigint,
                      high_user_id bigint,
                      channel_id bigint,
                      PRIMARY KEY ((low_user_id, high_user_id))
                    )\
                    """);

    /// `index_ids` says which members and channels of a guild the other indexes have.
    /// `index_guilds` is by the month of the guild's id, and `index_months` says which months there
    /// are.
    private static final List<String> INDEXES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS index_memberships (
                      user_id bigint,
                      guild_id bigint,
                      PRIMARY KEY (user_id, guild_id)
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS index_channels (
                      id bigint PRIMARY KEY,
                      guild_id bigint
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS index_ids (
                      guild_id bigint,
                      kind text,
                      bucket int,
                      id bigint,
                      PRIMARY KEY ((guild_id, kind, bucket), id)
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS index_guilds (
                      kind text,
                      month int,
                      guild_id bigint,
                      name text,
                      owner_id bigint,
                      PRIMARY KEY ((kind, month), guild_id)
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS index_months (
                      kind text,
                      month int,
                      PRIMARY KEY (kind, month)
                    )\
                    """);

    static final SchemaPart PART = new SchemaPart("accounts", List.of(ACCOUNTS, INDEXES));

    private AccountsTables() {}
}
