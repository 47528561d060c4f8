package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What events have changed of a guild that was read before them, and as what it has to be put now.
///
/// It is bounded by the log that a store keeps.
final class Touched {

    private static final int PAGE = 1_000;

    private final Set<UserId> users = new LinkedHashSet<>();
    private final Set<MessageReference> messages = new LinkedHashSet<>();
    private final Set<ChannelId> goneChannels = new LinkedHashSet<>();

    private Touched() {}

    /// By the events after `seq`; empty when some of them are no longer kept.
    static Optional<Touched> since(GuildReading reading, long seq) {
        Touched touched = new Touched();
        long last = reading.seq();
        for (long at = seq; at < last; ) {
            Optional<List<LogEntry>> page = reading.tail(at, PAGE);
            if (page.isEmpty() || page.get().isEmpty()) {
                return Optional.empty();
            }
            page.get().forEach(entry -> touched.add(entry.event()));
            at = page.get().getLast().seq();
        }
        return Optional.of(touched);
    }

    private void add(Event.Durable event) {
        switch (event) {
            case Event.GuildCreated _,
                    Event.GuildUpdated _,
                    Event.ChannelCreated _,
                    Event.ChannelUpdated _,
                    Event.RoleCreated _,
                    Event.RoleUpdated _,
                    Event.RoleDeleted _ -> {} // the head, which is read at the end
            case Event.ChannelDeleted e -> goneChannels.add(e.channel().id());
            case Event.MemberJoined e -> users.add(e.member().user().id());
            case Event.MemberUpdated e -> users.add(e.member().user().id());
            case Event.MemberLeft e -> users.add(e.user().id());
            case Event.BanAdded e -> users.add(e.user().id());
            case Event.BanRemoved e -> users.add(e.user().id());
            case Event.MessageCreated e -> add(e.message().channelId(), e.message().id());
            case Event.MessageUpdated e -> add(e.message().channelId(), e.message().id());
            case Event.MessageDeleted e -> add(e.channelId(), e.messageId());
            case Event.MessagesBulkDeleted e ->
                    e.messageIds().forEach(id -> add(e.channelId(), id));
            case Event.MessagePinChanged e -> add(e.message().channelId(), e.message().id());
            case Event.ReactionAdded e -> add(e.channelId(), e.messageId());
            case Event.ReactionRemoved e -> add(e.channelId(), e.messageId());
            case Event.ReactionsCleared e -> add(e.channelId(), e.messageId());
        }
    }

    private void add(ChannelId channelId, MessageId messageId) {
        messages.add(new MessageReference(channelId, messageId));
    }

    /// The records that make of what was read before what `reading` has now, read one by one.
    Stream<ContentRecord> corrections(GuildReading reading) {
        Set<ChannelId> channels = new HashSet<>();
        reading.head().channels().stream().map(Channel::id).forEach(channels::add);
        Stream<ContentRecord> gone =
                goneChannels.stream()
                        .filter(id -> !channels.contains(id))
                        .map(ContentRecord.ChannelGone::new);
        Stream<ContentRecord> people =
                users.stream().flatMap(userId -> corrections(reading, userId).stream());
        Stream<ContentRecord> written =
                messages.stream()
                        .filter(it -> channels.contains(it.channelId()))
                        .map(it -> message(reading, it));
        return Stream.concat(Stream.concat(gone, people), written);
    }

    private static List<ContentRecord> corrections(GuildReading reading, UserId userId) {
        List<ContentRecord> records = new ArrayList<>();
        UserId before = new UserId(userId.value() - 1);
        List<Member> members = reading.members(before, 1);
        if (!members.isEmpty() && members.getFirst().user().id().equals(userId)) {
            records.add(new ContentRecord.MemberPut(members.getFirst()));
        } else {
            records.add(new ContentRecord.MemberGone(userId));
            List<User> former = reading.formerMembers(before, 1);
            if (!former.isEmpty() && former.getFirst().id().equals(userId)) {
                records.add(new ContentRecord.FormerMember(former.getFirst()));
            }
        }
        List<Result.Ban> bans = reading.bans(before, 1);
        boolean banned = !bans.isEmpty() && bans.getFirst().user().id().equals(userId);
        records.add(
                banned
                        ? new ContentRecord.BanPut(bans.getFirst())
                        : new ContentRecord.BanGone(userId));
        return records;
    }

    private static ContentRecord message(GuildReading reading, MessageReference it) {
        MessageId before = new MessageId(it.messageId().value() - 1);
        List<StoredMessage> found = reading.messages(it.channelId(), before, 1);
        return !found.isEmpty() && found.getFirst().message().id().equals(it.messageId())
                ? new ContentRecord.MessagePut(found.getFirst())
                : new ContentRecord.MessageGone(it.channelId(), it.messageId());
    }
}
