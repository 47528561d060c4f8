package dev.guildhall.guild.store.content;

/// Records as the bytes that lie in a backup. Equal records give equal bytes; what was written by
/// any earlier version can be read.
///
/// Reading throws `IllegalArgumentException` when the bytes are none. Safe for many threads.
public interface ContentBytes {

    byte[] of(ContentRecord item);

    ContentRecord content(byte[] bytes);
}
