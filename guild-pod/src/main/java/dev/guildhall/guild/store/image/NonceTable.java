package dev.guildhall.guild.store.image;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.RecentNonce;
import java.util.List;

/// The enforced nonces within their window before the newest, an immutable value. Bounded as in the
/// guild's state: above [#MAX_NONCES] the oldest goes.
record NonceTable(
        SortedTree<MessageId, RecentNonce> byMessage, SortedTree<Key, RecentNonce> byKey) {

    static final int MAX_NONCES = 200_000;

    record Key(ChannelId channelId, UserId authorId, String nonce) implements Comparable<Key> {

        static Key of(RecentNonce nonce) {
            return new Key(nonce.channelId(), nonce.authorId(), nonce.nonce());
        }

        @Override
        public int compareTo(Key other) {
            int byChannel = channelId.compareTo(other.channelId);
            int byAuthor = byChannel == 0 ? authorId.compareTo(other.authorId) : byChannel;
            return byAuthor == 0 ? nonce.compareTo(other.nonce) : byAuthor;
        }
    }

    static NonceTable empty() {
        return new NonceTable(SortedTree.empty(), SortedTree.empty());
    }

    static NonceTable of(List<RecentNonce> nonces) {
        NonceTable table = empty();
        for (RecentNonce nonce : nonces) {
            table = table.with(nonce);
        }
        return table;
    }

    NonceTable with(RecentNonce added) {
        NonceTable table = put(added);
        RecentNonce oldest = table.byMessage.first();
        while (oldest != null
                && (added.sentAtMs() - oldest.sentAtMs() > RecentNonce.WINDOW_MS
                        || table.byMessage.size() > MAX_NONCES)) {
            table = table.without(oldest);
            oldest = table.byMessage.first();
        }
        return table;
    }

    private NonceTable put(RecentNonce added) {
        Key key = Key.of(added);
        RecentNonce before = byKey.get(key);
        SortedTree<MessageId, RecentNonce> kept =
                before == null ? byMessage : byMessage.without(before.messageId());
        return new NonceTable(kept.with(added.messageId(), added), byKey.with(key, added));
    }

    private NonceTable without(RecentNonce nonce) {
        return new NonceTable(byMessage.without(nonce.messageId()), byKey.without(Key.of(nonce)));
    }

    /// By growing message id.
    List<RecentNonce> all() {
        return byMessage.values();
    }
}
