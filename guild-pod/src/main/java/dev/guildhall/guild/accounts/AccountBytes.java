package dev.guildhall.guild.accounts;

/// Records of accounts as the bytes that lie in a backup. Equal records give equal bytes; what was
/// written by any earlier version can be read.
///
/// Reading throws `IllegalArgumentException` when the bytes are none. Safe for many threads.
public interface AccountBytes {

    byte[] of(AccountRecord item);

    AccountRecord account(byte[] bytes);
}
