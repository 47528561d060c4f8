package dev.guildhall.edge.rest;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.accounts.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A guild with a channel, and those who are in it.
final class Samples {

    static final GuildId GUILD = new GuildId(100);
    static final ChannelId CHANNEL = new ChannelId(200);
    static final MessageId MESSAGE = new MessageId(300);
    static final RoleId ROLE = new RoleId(400);
    static final User ADA = user(10, "ada", false);
    static final User BOB = user(11, "bob", false);
    static final User BOT = user(20, "helper", true);
    static final long NOW_MS = 1_767_225_600_000L;
    static final String ADA_TOKEN = "MTA.x.ada";
    static final String BOT_TOKEN = "MjA.x.bot";
    private static final int MESSAGE_CONTENT = 1 << 19;

    private Samples() {}

    static User user(long id, String name, boolean bot) {
        return new User(new UserId(id), name, null, null, bot);
    }

    static Identity person(User user) {
        return new Identity(user, Optional.empty());
    }

    static Identity bot() {
        return bot(MESSAGE_CONTENT);
    }

    static Identity bot(int flags) {
        return new Identity(
                BOT,
                Optional.of(
                        new Identity.Application(
                                new ApplicationId(20), "helper", "helps", ADA, flags, "00")));
    }

    static Guild guild() {
        return new Guild(GUILD, GuildKind.COMMUNITY, "Home", null, null, ADA.id(), CHANNEL, 300);
    }

    static Channel channel(ChannelId id, ChannelType type) {
        return new Channel(
                id, type, "general", 0, null, "talk", false, 0, 64_000, 0, List.of(), null, null);
    }

    static Role everyone() {
        return new Role(new RoleId(GUILD.value()), "@everyone", 1024, 0, false, 0, false);
    }

    static Role role() {
        return new Role(ROLE, "mods", 8192, 0xFF0000, true, 1, true);
    }

    static Member member(User user) {
        return new Member(user, "nick", List.of(ROLE), NOW_MS, false, false, null);
    }

    static Message message(String content) {
        return message(CHANNEL, BOB, content);
    }

    static Message message(ChannelId channelId, User author, String content) {
        return new Message(
                MESSAGE,
                channelId,
                MessageType.DEFAULT,
                author,
                content,
                NOW_MS,
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
    }

    static Result.View view() {
        return new Result.View(
                new GuildView(
                        7,
                        guild(),
                        List.of(everyone(), role()),
                        List.of(channel(CHANNEL, ChannelType.TEXT)),
                        List.of(member(ADA)),
                        List.of(),
                        List.of(),
                        3,
                        2,
                        false,
                        member(ADA)));
    }

    static Result.View directView(ChannelId id, User self) {
        Guild guild =
                new Guild(
                        new GuildId(id.value()),
                        GuildKind.DIRECT,
                        "",
                        null,
                        null,
                        self.id(),
                        null,
                        300);
        return new Result.View(
                new GuildView(
                        1,
                        guild,
                        List.of(),
                        List.of(channel(id, ChannelType.DM)),
                        List.of(member(self)),
                        List.of(),
                        List.of(),
                        2,
                        1,
                        false,
                        member(self)));
    }

    static Result.Members members(User... users) {
        return new Result.Members(Arrays.stream(users).map(Samples::member).toList(), List.of());
    }
}
