package dev.guildhall.guild.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An accounts store seen as what it keeps and cannot make anew, to be copied out and put in. The
/// indexes are not part of it: guilds write those.
///
/// Every method blocks and throws [dev.guildhall.guild.store.StoreException].
public interface AccountsArchive extends AutoCloseable {

    /// The key, then the accounts, then the direct channels, in an order of the store's own: at
    /// most `limit` after `after` (null: from the first). Empty at the end.
    List<AccountRecord> page(@Nullable AccountRecord after, int limit);

    /// Puts the records in, instead of what is there of them. Can be repeated. To be done before
    /// anybody opens the store otherwise: that would make a key of its own.
    void put(List<AccountRecord> records);

    @Override
    void close();
}
