package dev.guildhall.guild.store.cassandra.tables;

/// Where the name of somebody who left lies.
final class FormerMember {

    /// So many that the partitions of ten million stay below 100 MB.
    static final int SHARDS = 16;

    /// Spreads ids whose low bits are alike.
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private FormerMember() {}

    static int shard(long userId) {
        return (int) (((userId * SPREAD) >>> 32) % SHARDS);
    }
}
