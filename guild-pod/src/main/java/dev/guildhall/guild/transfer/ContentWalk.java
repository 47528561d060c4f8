package dev.guildhall.guild.transfer;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through a guild's content page by page, always in the same order: the head, members, former
/// members, bans by growing id; the channels' messages, channels by growing id, oldest first; the
/// head once more.
final class ContentWalk {

    private static final int PAGE = 500;

    private final GuildReading reading;
    private @Nullable List<ChannelId> channels;

    ContentWalk(GuildReading reading) {
        this.reading = reading;
    }

    /// Some records, maybe none, and where it goes on; at [Cursor.Section#END] it is over.
    record Page(List<ContentRecord> records, Cursor next) {}

    Page next(Cursor from) {
        return switch (from.section()) {
            case START, HEAD ->
                    new Page(List.of(new ContentRecord.Head(head())), from.nextSection());
            case MEMBERS -> {
                List<Member> page = reading.members(new UserId(from.after()), PAGE);
                yield page.isEmpty()
                        ? end(from)
                        : page(
                                page.stream().map(ContentRecord.MemberPut::new).toList(),
                                from,
                                page.getLast().user().id().value());
            }
            case FORMER_MEMBERS -> {
                List<User> page = reading.formerMembers(new UserId(from.after()), PAGE);
                yield page.isEmpty()
                        ? end(from)
                        : page(
                                page.stream().map(ContentRecord.FormerMember::new).toList(),
                                from,
                                page.getLast().id().value());
            }
            case BANS -> {
                List<Result.Ban> page = reading.bans(new UserId(from.after()), PAGE);
                yield page.isEmpty()
                        ? end(from)
                        : page(
                                page.stream().map(ContentRecord.BanPut::new).toList(),
                                from,
                                page.getLast().user().id().value());
            }
            case MESSAGES -> messages(from);
            case END -> throw new IllegalStateException("there is nothing after the end");
        };
    }

    private Page messages(Cursor from) {
        long channelId = from.channelId();
        if (channelId == 0) {
            return nextChannel(from);
        }
        List<StoredMessage> page =
                reading.messages(new ChannelId(channelId), new MessageId(from.after()), PAGE);
        return page.isEmpty()
                ? nextChannel(from)
                : page(
                        page.stream().map(ContentRecord.MessagePut::new).toList(),
                        from,
                        page.getLast().message().id().value());
    }

    private Page nextChannel(Cursor from) {
        return channels().stream()
                .filter(id -> id.value() > from.channelId())
                .findFirst()
                .map(id -> new Page(List.of(), new Cursor(Cursor.Section.MESSAGES, id.value(), 0)))
                .orElseGet(() -> end(from));
    }

    private List<ChannelId> channels() {
        List<ChannelId> known = channels;
        if (known == null) {
            known = head().channels().stream().map(Channel::id).sorted().toList();
            channels = known;
        }
        return known;
    }

    private GuildHead head() {
        return reading.head();
    }

    private static Page end(Cursor from) {
        return new Page(List.of(), from.nextSection());
    }

    private static Page page(List<? extends ContentRecord> records, Cursor from, long last) {
        return new Page(List.copyOf(records), new Cursor(from.section(), from.channelId(), last));
    }
}
