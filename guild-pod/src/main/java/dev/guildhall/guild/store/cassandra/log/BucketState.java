package dev.guildhall.guild.store.cassandra.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A bucket's static columns as the store has them. `head` is null when it was never opened,
/// `nextBucket` 0 while it is not closed.
record BucketState(
        long bucket,
        @Nullable UUID head,
        long epoch,
        String owner,
        long lastSeq,
        long bytes,
        long nextBucket) {

    static BucketState unopened(long bucket) {
        return new BucketState(bucket, null, 0, "", 0, 0, 0);
    }
}
