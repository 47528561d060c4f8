package dev.guildhall.bench.store;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// A guild that is made up: its members, and the messages of its one channel, spread evenly over
/// the last five years. Half of the deleted ones lie in one stretch in the middle, the others all
/// over. Nothing of it is kept in memory: each message follows from its number, from 0 to
/// `messages` - 1.
record DeepGuild(long members, long messages, long deleted, long endMs) {

    static final GuildId GUILD = new GuildId(3_000);
    static final ChannelId CHANNEL = new ChannelId(3_001);
    static final UserId OWNER = new UserId(1);

    private static final long SPAN_MS = 5 * 365 * 24 * 3_600_000L;
    private static final String TEXT = " a message of an ordinary length, as people write them";

    /// With a tenth of the messages deleted.
    static DeepGuild of(long members, long messages) {
        return new DeepGuild(members, messages, messages / 10, System.currentTimeMillis());
    }

    Event.GuildCreated created() {
        Guild guild = new Guild(GUILD, GuildKind.COMMUNITY, "deep", null, null, OWNER, null, 300);
        long permissions =
                Permission.VIEW_CHANNEL.bit()
                        | Permission.SEND_MESSAGES.bit()
                        | Permission.READ_MESSAGE_HISTORY.bit();
        Role everyone =
                new Role(new RoleId(GUILD.value()), "@everyone", permissions, 0, false, 0, false);
        Channel channel =
                new Channel(
                        CHANNEL,
                        ChannelType.TEXT,
                        "general",
                        0,
                        null,
                        null,
                        false,
                        0,
                        0,
                        0,
                        List.of(),
                        null,
                        null);
        return new Event.GuildCreated(
                guild, List.of(everyone), List.of(channel), List.of(member(OWNER.value())));
    }

    /// The owner is member 1.
    Member member(long number) {
        return new Member(user(number), null, List.of(), endMs - SPAN_MS, false, false, null);
    }

    private static User user(long number) {
        return new User(new UserId(number), "member" + number, "Member " + number, null, false);
    }

    Event.MessageCreated sent(long number) {
        Member author = member(1 + number % Math.max(1, members));
        Message message =
                new Message(
                        new MessageId(id(number)),
                        CHANNEL,
                        MessageType.DEFAULT,
                        author.user(),
                        number + TEXT,
                        Snowflake.unixMs(id(number)),
                        null,
                        0,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        null,
                        List.of());
        return new Event.MessageCreated(message, author, false);
    }

    long id(long number) {
        double stepMs = (double) SPAN_MS / messages;
        return Snowflake.first(endMs - SPAN_MS + (long) (number * stepMs), 1) + number % (1 << 10);
    }

    /// The numbers of the deleted, growing.
    LongStream deletedNumbers() {
        return LongStream.range(0, messages).filter(isDeleted());
    }

    private LongPredicate isDeleted() {
        long half = deleted / 2;
        long from = messages / 2;
        long every = half == 0 ? Long.MAX_VALUE : (messages - half) / half;
        return number -> (number >= from && number < from + half) || number % every == every - 1;
    }

    /// The ids of at most `limit` messages that are left, below `number` and nearest to it; the
    /// greatest first.
    List<Long> before(long number, int limit) {
        List<Long> ids = new ArrayList<>();
        LongPredicate gone = isDeleted();
        for (long i = number - 1; i >= 0 && ids.size() < limit; i--) {
            if (!gone.test(i)) {
                ids.add(id(i));
            }
        }
        return ids;
    }

    /// The same from above `number`; the greatest first.
    List<Long> after(long number, int limit) {
        List<Long> ids = new ArrayList<>();
        LongPredicate gone = isDeleted();
        for (long i = number + 1; i < messages && ids.size() < limit; i++) {
            if (!gone.test(i)) {
                ids.add(id(i));
            }
        }
        return ids.reversed();
    }

    /// The same around `number`, itself included if it is left.
    List<Long> around(long number, int limit) {
        List<Long> ids = after(number, limit / 2);
        ids.addAll(before(number + 1, limit - limit / 2));
        return ids;
    }
}
