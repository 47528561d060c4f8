package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.cassandra.SchemaPart;
import java.util.List;

/// The tables beside the log.
///
/// `messages` and `reactions` lie in a partition for each channel and ten days, see [Bucket].
/// `message_ids` says which messages a channel has: blocks of up to [IdBlock#MAX_IDS] ids, so that
/// a page reads just the rows it shows and nobody walks over what was deleted; `message_eras` says
/// where such blocks are. `as_of` is the last event that a partition or a message's reactions
/// include, written in the same batch, so that a repeated projection does nothing twice.
///
/// A message's row in `reactions` with the empty emoji holds its counts, which `messages.reactions`
/// repeats. `projected` is a seq up to which the tables have everything.
///
/// What the pod has in memory anyway (members, channels, roles, bans, pins) has no tables: it lies
/// in snapshots, `snapshots` the list of them and `snapshot_chunks` their parts. `former_members`
/// keeps the names of those who left, in [FormerMember#SHARDS] partitions of the guild.
public final class TablesSchema {

    public static final SchemaPart PART =
            new SchemaPart(
                    "guild_tables",
                    List.of(
                            List.of(
                                    """
                                    CREATE TABLE IF NOT EXISTS messages (
                                      channel_id bigint,
                                      bucket int,
                                      message_id bigint,
                                      body blob,
                                      reactions blob,
                                      PRIMARY KEY ((channel_id, bucket), message_id)
                                    ) WITH CLUSTERING ORDER BY (message_id DESC)\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS message_ids (
                                      channel_id bigint,
                                      era int,
                                      first_id bigint,
                                      ids blob,
                                      as_of bigint static,
                                      PRIMARY KEY ((channel_id, era), first_id)
                                    ) WITH CLUSTERING ORDER BY (first_id DESC)\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS message_eras (
                                      channel_id bigint,
                                      era int,
                                      PRIMARY KEY (channel_id, era)
                                    ) WITH CLUSTERING ORDER BY (era DESC)\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS reactions (
                                      channel_id bigint,
                                      bucket int,
                                      message_id bigint,
                                      emoji text,
                                      user_id bigint,
                                      seq bigint,
                                      counts blob,
                                      PRIMARY KEY ((channel_id, bucket), message_id, emoji, user_id)
                                    )\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS former_members (
                                      guild_id bigint,
                                      shard int,
                                      user_id bigint,
                                      body blob,
                                      PRIMARY KEY ((guild_id, shard), user_id)
                                    )\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS projected (
                                      guild_id bigint PRIMARY KEY,
                                      seq bigint
                                    )\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS snapshots (
                                      guild_id bigint,
                                      seq bigint,
                                      epoch bigint,
                                      complete boolean,
                                      chunks int,
                                      checksum bigint,
                                      PRIMARY KEY (guild_id, seq, epoch)
                                    ) WITH CLUSTERING ORDER BY (seq DESC, epoch DESC)\
                                    """,
                                    """
                                    CREATE TABLE IF NOT EXISTS snapshot_chunks (
                                      guild_id bigint,
                                      seq bigint,
                                      epoch bigint,
                                      chunk int,
                                      body blob,
                                      checksum bigint,
                                      PRIMARY KEY ((guild_id, seq, epoch, chunk))
                                    )\
                                    """)));

    private TablesSchema() {}
}
