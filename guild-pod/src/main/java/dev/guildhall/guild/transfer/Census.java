package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.content.StoredMessage.Reactors;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts a guild's content and sums it up, in the order of [ContentWalk].
final class Census {

    private final ContentBytes bytes;
    private final MessageDigest digest = Sha256.digest();
    private @Nullable GuildHead last;
    private long members;
    private long bans;
    private long messages;
    private long pins;
    private long reactions;

    Census(ContentBytes bytes) {
        this.bytes = bytes;
    }

    /// Reads all of a guild. `watcher` is told of each page.
    static Totals of(
            GuildReading reading, ContentBytes bytes, Consumer<List<ContentRecord>> watcher) {
        Census census = new Census(bytes);
        ContentWalk walk = new ContentWalk(reading);
        Cursor cursor = Cursor.START;
        while (cursor.section() != Cursor.Section.END) {
            ContentWalk.Page page = walk.next(cursor);
            page.records().forEach(each -> census.add(each, bytes.of(each)));
            watcher.accept(page.records());
            cursor = page.next();
        }
        return census.totals();
    }

    /// `encoded` are the record's own bytes.
    void add(ContentRecord item, byte[] encoded) {
        switch (item) {
            case ContentRecord.MemberPut _ -> members++;
            case ContentRecord.FormerMember _ -> {
                return; // not every store can tell them
            }
            case ContentRecord.BanPut _ -> bans++;
            case ContentRecord.MessagePut it -> {
                if (!it.message().reactors().isEmpty()) {
                    message(it.message());
                    return;
                }
                messages(it.message());
            }
            case ContentRecord.Head it -> {
                last = it.head();
                return;
            }
            case ContentRecord.MemberGone _,
                    ContentRecord.BanGone _,
                    ContentRecord.MessageGone _,
                    ContentRecord.ChannelGone _ ->
                    throw new IllegalArgumentException("a correction cannot be counted");
        }
        sum(encoded);
    }

    /// Who reacted by growing id: in which order they did is not what two stores have in common.
    private void message(StoredMessage stored) {
        messages(stored);
        var sorted =
                stored.reactors().stream()
                        .map(it ->
                                new Reactors(it.emoji(), it.userIds().stream().sorted().toList()))
                        .toList();
        sum(
                bytes.of(
                        new ContentRecord.MessagePut(
                                new StoredMessage(stored.message(), stored.pinnedAtMs(), sorted))));
    }

    private void messages(StoredMessage stored) {
        messages++;
        if (stored.pinnedAtMs() != null) {
            pins++;
        }
        stored.reactors().forEach(each -> reactions += each.userIds().size());
    }

    /// Without what is not the guild's content: nonces, and how many events led to it.
    private void sum(GuildHead head) {
        var none = new LogEntry(0, new Event.GuildUpdated(head.guild()));
        sum(
                bytes.of(
                        new ContentRecord.Head(
                                new GuildHead(
                                        head.guild(),
                                        head.roles(),
                                        head.channels(),
                                        List.of(),
                                        none))));
    }

    private void sum(byte[] encoded) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
        digest.update(encoded);
    }

    /// To be asked once, at the end.
    Totals totals() {
        GuildHead head = last;
        if (head == null) {
            throw new IllegalStateException("a guild without a head");
        }
        sum(head);
        return new Totals(
                head.roles().size(),
                head.channels().size(),
                members,
                bans,
                messages,
                pins,
                reactions,
                HexFormat.of().formatHex(digest.digest()));
    }
}
