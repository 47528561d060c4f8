package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.store.cassandra.SchemaPart;
import java.util.List;

/// The tables of guilds' logs, see docs/decisions/0010.
///
/// A bucket is named by the seq of its first entry, and `next_bucket` is set by the write that
/// closes it. Only conditional writes touch `guild_log`, except that the rows of a closed bucket
/// are deleted one day; its static columns stay for ever, so that nobody takes a bucket that was
/// emptied for one that was never opened.
///
/// One row is one commit: `seq` that of its last entry, `events` all of them, `commit_id` what
/// `head` was set to by it. `guild_log_buckets` has a row for each bucket before the bucket is
/// opened.
public final class LogTables {

    private static final List<String> VERSION_1 =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS guild_log (
                      guild_id bigint,
                      bucket bigint,
                      head uuid static,
                      epoch bigint static,
                      owner text static,
                      last_seq bigint static,
                      bucket_bytes bigint static,
                      next_bucket bigint static,
                      seq bigint,
                      commit_id uuid,
                      commit_epoch bigint,
                      events blob,
                      PRIMARY KEY ((guild_id, bucket), seq)
                    )\
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS guild_log_buckets (
                      guild_id bigint,
                      bucket bigint,
                      PRIMARY KEY (guild_id, bucket)
                    )\
                    """);

    public static final SchemaPart PART = new SchemaPart("log", List.of(VERSION_1));

    private LogTables() {}
}
