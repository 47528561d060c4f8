package dev.guildhall.guild.accounts.cassandra;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A guild's rows of one index, members or channels, and the list of them in `index_ids`.
///
/// A row is put before it is listed and removed before it is unlisted: one that a crash leaves
/// unlisted is put again by the next rewrite.
///
/// @param buckets partitions of the list, so that ten million members are not in one
/// @param put takes id, guild, time; `remove` takes time, id, and the guild when `guildInKey`
record IndexRows(
        CassandraSession session,
        long guildId,
        String kind,
        int buckets,
        String put,
        String remove,
        boolean guildInKey) {

    private static final int MEMBER_BUCKETS = 16;

    static IndexRows members(CassandraSession session, GuildId guildId) {
        return new IndexRows(
                session,
                guildId.value(),
                "member",
                MEMBER_BUCKETS,
                "INSERT INTO index_memberships (user_id, guild_id) VALUES (?, ?) USING TIMESTAMP ?",
                "DELETE FROM index_memberships USING TIMESTAMP ? WHERE user_id = ? AND guild_id = ?",
                true);
    }

    static IndexRows channels(CassandraSession session, GuildId guildId) {
        return new IndexRows(
                session,
                guildId.value(),
                "channel",
                1,
                "INSERT INTO index_channels (id, guild_id) VALUES (?, ?) USING TIMESTAMP ?",
                "DELETE FROM index_channels USING TIMESTAMP ? WHERE id = ?",
                false);
    }

    void put(List<Long> ids, long seq) {
        WritesInFlight rows = new WritesInFlight();
        ids.forEach(id -> rows.add(session.writeAsync(put, id, guildId, seq)));
        rows.await();
        WritesInFlight list = new WritesInFlight();
        ids.forEach(id ->
                list.add(
                        session.writeAsync(
                                """
                                INSERT INTO index_ids (guild_id, kind, bucket, id)
                                VALUES (?, ?, ?, ?) USING TIMESTAMP ?\
                                """,
                                guildId,
                                kind,
                                bucket(id),
                                id,
                                seq)));
        list.await();
    }

    void remove(List<Long> ids, long seq) {
        WritesInFlight rows = new WritesInFlight();
        for (long id : ids) {
            rows.add(
                    guildInKey
                            ? session.writeAsync(remove, seq, id, guildId)
                            : session.writeAsync(remove, seq, id));
        }
        rows.await();
        WritesInFlight list = new WritesInFlight();
        ids.forEach(id ->
                list.add(
                        session.writeAsync(
                                """
                                DELETE FROM index_ids USING TIMESTAMP ?
                                WHERE guild_id = ? AND kind = ? AND bucket = ? AND id = ?\
                                """,
                                seq,
                                guildId,
                                kind,
                                bucket(id),
                                id)));
        list.await();
    }

    /// Makes the rows those of `wanted`, as of `seq`.
    void rewrite(Set<Long> wanted, long seq) {
        Set<Long> known = new HashSet<>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            session.read(
                            """
                            SELECT id FROM index_ids
                            WHERE guild_id = ? AND kind = ? AND bucket = ?\
                            """,
                            guildId,
                            kind,
                            bucket)
                    .forEach(row -> known.add(row.getLong("id")));
        }
        put(wanted.stream().filter(id -> !known.contains(id)).toList(), seq);
        remove(known.stream().filter(id -> !wanted.contains(id)).toList(), seq);
    }

    private int bucket(long id) {
        return Math.floorMod(Long.hashCode(id * 0x9E3779B97F4A7C15L), buckets);
    }
}
