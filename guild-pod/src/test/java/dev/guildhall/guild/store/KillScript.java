package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.CUSTOM;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.reacted;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static dev.guildhall.guild.store.GuildFixture.unreacted;
import static dev.guildhall.guild.store.GuildFixture.user;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.List;

/// The batches that an owner appends to a guild of its own before and while it is killed: small,
/// and with all that a store does to what it follows the log with.
public record KillScript(GuildId guildId) {

    /// After so many batches the guild is closed and opened again, so that what is stored only then
    /// (how far the tables are) is used after it.
    public static final int FIRST_LIFE = 8;

    /// Of one topic; some of them make a snapshot of several chunks.
    private static final int LARGE = 200_000;

    /// All ids are the guild's own but those of users.
    public List<List<Event.Durable>> batches() {
        Message first = message(general(), 1, "first");
        Message second = message(general(), 2, "second");
        Message reply =
                GuildFixture.message(
                        general(),
                        messageId(3),
                        "reply",
                        new MessageReference(general(), first.id()),
                        null);
        Message alone = message(random(), 4, "alone");
        Message after = message(random(), 5, "after");
        Message later = message(general(), 6, "later");
        Message last = message(general(), 9, "last");
        return List.of(
                List.of(created()),
                List.of(sent(first), sent(second), sent(alone)),
                List.of(reacted(first, BOB, THUMB), reacted(first, OWNER, THUMB), sent(reply)),
                List.of(
                        new Event.MessageUpdated(second.withContent("edited", List.of()), null),
                        new Event.MessagePinChanged(first.withPinned(true), true, 7)),
                List.of(
                        new Event.MemberJoined(member(BOB)),
                        new Event.MemberJoined(member(new UserId(12))),
                        new Event.MemberLeft(user(new UserId(12))),
                        new Event.BanAdded(user(new UserId(13)), "reason")),
                List.of(new Event.MessageDeleted(random(), alone.id())),
                List.of(sent(after)),
                List.of(
                        new Event.MessagesBulkDeleted(general(), List.of(second.id(), reply.id())),
                        unreacted(first, BOB, THUMB)),
                // Here the second life begins.
                List.of(
                        new Event.ChannelCreated(channel(7, "x".repeat(LARGE))),
                        new Event.ChannelCreated(channel(8, "y".repeat(LARGE)))),
                List.of(sent(later), reacted(later, BOB, THUMB), reacted(later, BOB, CUSTOM)),
                List.of(new Event.ReactionsCleared(general(), later.id(), CUSTOM)),
                List.of(
                        new Event.ChannelDeleted(channel(7, null)),
                        new Event.ChannelUpdated(channel(8, null))),
                List.of(new Event.ReactionsCleared(general(), first.id(), null)),
                List.of(new Event.ChannelDeleted(channel(2, null))),
                List.of(
                        new Event.RoleCreated(GuildFixture.role(new RoleId(id(9)), "role")),
                        new Event.MessageDeleted(general(), later.id())),
                List.of(sent(last)));
    }

    private Event.GuildCreated created() {
        Guild guild =
                new Guild(guildId, GuildKind.COMMUNITY, "g", null, null, OWNER, general(), 300);
        Role everyone = GuildFixture.role(new RoleId(guildId.value()), "@everyone");
        return new Event.GuildCreated(
                guild,
                List.of(everyone),
                List.of(channel(1, null), channel(2, null)),
                List.of(member(OWNER)));
    }

    ChannelId general() {
        return new ChannelId(id(1));
    }

    ChannelId random() {
        return new ChannelId(id(2));
    }

    private long id(int number) {
        return 10 * guildId.value() + number;
    }

    private Channel channel(int number, String topic) {
        return new Channel(
                new ChannelId(id(number)),
                ChannelType.TEXT,
                "c" + number,
                number,
                null,
                topic,
                false,
                0,
                64_000,
                0,
                List.of(),
                null,
                null);
    }

    private static Message message(ChannelId channelId, long ms, String content) {
        return GuildFixture.message(channelId, messageId(ms), content);
    }
}
