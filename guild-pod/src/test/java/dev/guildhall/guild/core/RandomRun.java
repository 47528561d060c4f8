package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.user;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.Patch;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Turns steps into commands and sessions of a guild that grows from nothing. Users 1 to 6 act, and
/// the system; things are picked from those that are there, and now and then from those that are
/// not.
final class RandomRun {

    private static final int USERS = 6;

    /// How many of the kinds of step are about sessions.
    private static final int SESSION_KINDS = 8;

    private static final Emoji[] EMOJIS = {
        new Emoji(null, "👍"), new Emoji(null, "🎉"), new Emoji(null, "😀"), new Emoji(null, "no")
    };
    private static final Permission[] PERMISSIONS = Permission.values();

    final TestGuild guild;

    RandomRun(GuildState empty) {
        guild = new TestGuild(empty);
        guild.systemDoes(
                GuildDeciderTest.create(
                        GuildKind.COMMUNITY,
                        new Command.InitialChannel(ChannelType.CATEGORY, "talk", null),
                        new Command.InitialChannel(ChannelType.TEXT, "general", "talk"),
                        new Command.InitialChannel(ChannelType.TEXT, "random", "talk"),
                        new Command.InitialChannel(ChannelType.TEXT, "loose", null),
                        new Command.InitialChannel(ChannelType.VOICE, "voice", null)));
        for (long id = 2; id < USERS; id++) {
            guild.systemDoes(new Command.AddMember(user(id), List.of()));
        }
        giveRole(4, Permission.ADD_REACTIONS, Permission.MANAGE_NICKNAMES);
        giveRole(
                3,
                Permission.MANAGE_MESSAGES,
                Permission.MANAGE_ROLES,
                Permission.MANAGE_CHANNELS,
                Permission.MODERATE_MEMBERS,
                Permission.MOVE_MEMBERS);
        giveRole(2, Permission.ADMINISTRATOR);
        for (int n = 0; n < 12; n++) {
            session(new Step(0, 0, n, 0, 0, 0));
        }
    }

    /// What a step asks for; null when it is about a session and not a command.
    Command command(Step step) {
        List<Supplier<Command>> kinds = new ArrayList<>();
        kinds.addAll(messageCommands(step));
        kinds.addAll(messageCommands(step));
        kinds.addAll(channelCommands(step));
        kinds.addAll(roleCommands(step));
        kinds.addAll(memberCommands(step));
        int kind = step.kind() % (kinds.size() + SESSION_KINDS);
        return kind < kinds.size() ? kinds.get(kind).get() : null;
    }

    Actor actor(Step step) {
        int actor = step.actor() % (USERS + 2);
        return actor < USERS ? Actor.user(new UserId(1 + actor)) : Actor.systemActor();
    }

    /// A session opens, changes or closes.
    void session(Step step) {
        SessionId sessionId = sessionId(step.a());
        UserId userId = new UserId(1 + step.a() % 9 % USERS);
        Presence.Status status = pick(List.of(Presence.Status.values()), step.b());
        Presence presence = TestGuild.presence(userId, status);
        switch (step.c() % 3) {
            case 0 ->
                    Sessions.open(
                                    guild.state,
                                    new SessionOpening(sessionId, userId, presence, null),
                                    guild.nowMs)
                            .ifPresent(guild::record);
            case 1 -> guild.record(Sessions.update(guild.state, sessionId, presence));
            default -> guild.record(Sessions.close(guild.state, sessionId));
        }
    }

    /// A new role above the others, and the user has it.
    private void giveRole(long userId, Permission... permissions) {
        guild.systemDoes(Commands.role("role", permissions));
        RoleId roleId = guild.state.roles().stream().toList().getLast().id();
        guild.systemDoes(Commands.moveRole(roleId.value(), 9));
        guild.systemDoes(new Command.AddMemberRole(new UserId(userId), roleId));
    }

    private List<Supplier<Command>> messageCommands(Step step) {
        ChannelId channel = channel(step.a()).id();
        Message message = message(step.b());
        ChannelId at = message == null ? channel : message.channelId();
        MessageId id = message == null ? new MessageId(step.b()) : message.id();
        Emoji emoji = EMOJIS[step.c() % EMOJIS.length];
        return List.of(
                () -> Commands.message(channel, "hello <@" + step.b() % 8 + ">"),
                () -> nonced(channel, step),
                () -> answering(at, id, step),
                () -> new Command.EditMessage(at, id, "edited " + step.c(), null, null),
                () -> new Command.DeleteMessage(at, id),
                () -> new Command.BulkDeleteMessages(at, ids(id, step)),
                () -> new Command.SetMessagePinned(at, id, step.c() % 3 > 0),
                () -> new Command.AddReaction(at, id, emoji),
                () -> new Command.AddReaction(at, id, emoji),
                () -> new Command.RemoveReaction(at, id, emoji, actor(step).userId()),
                () -> new Command.ClearReactions(at, id, step.a() % 2 == 0 ? null : emoji),
                () -> new Command.StartTyping(channel));
    }

    private List<Supplier<Command>> channelCommands(Step step) {
        ChannelId channel = channel(step.a()).id();
        ChannelId parent = step.b() % 3 == 0 ? null : channel(step.b()).id();
        ChannelType type = pick(List.of(ChannelType.values()), step.c());
        Overwrite overwrite = overwrite(step);
        return List.of(
                () -> Commands.channel(type, "c" + step.c(), parent),
                () -> Commands.move(channel, parent),
                () -> Commands.slow(channel, step.c() % 4),
                () -> Commands.userLimit(channel, step.c() % 3),
                () -> new Command.DeleteChannel(channel),
                () -> new Command.SetOverwrite(channel, overwrite),
                () -> new Command.DeleteOverwrite(channel, overwrite.id()),
                () ->
                        new Command.UpdateGuild(
                                "g" + step.c(),
                                null,
                                new Patch<>(step.b() % 4 == 0 ? null : channel),
                                step.c() % 9 == 0 ? new UserId(1 + step.a() % 6) : null));
    }

    private List<Supplier<Command>> roleCommands(Step step) {
        RoleId role = role(step.a()).id();
        long bits = PERMISSIONS[step.b() % PERMISSIONS.length].bit();
        return List.of(
                () -> new Command.CreateRole("r" + step.c(), bits, step.c(), true, false),
                () -> new Command.UpdateRole(role, "r", bits | 1 << 10, null, null, true, null),
                () -> Commands.moveRole(role.value(), step.b() % 6),
                () -> new Command.DeleteRole(role));
    }

    private List<Supplier<Command>> memberCommands(Step step) {
        UserId userId = new UserId(1 + step.a() % (USERS + 1));
        RoleId role = role(step.b()).id();
        Long until = guild.nowMs + step.c() - 40;
        return List.of(
                () -> new Command.AddMember(user(userId), List.of()),
                () -> new Command.AddMember(user(userId), List.of()),
                () -> new Command.AddMember(user(userId), List.of(role)),
                () -> new Command.RemoveMember(userId),
                () -> new Command.AddBan(user(userId), "b"),
                () -> new Command.RemoveBan(userId),
                () -> Commands.nick(userId, "n".repeat(step.c() % 40)),
                () -> Commands.roles(userId, role.value()),
                () -> Commands.timeout(userId, until),
                () -> Commands.mute(userId),
                () -> Commands.moveVoice(userId, step.b() % 3 == 0 ? null : voice(step.b())),
                () -> new Command.AddMemberRole(userId, role),
                () -> new Command.RemoveMemberRole(userId, role),
                () -> setVoice(step),
                () -> setVoice(step));
    }

    private Command setVoice(Step step) {
        SessionId sessionId = sessionId(step.actor() % (USERS + 2) + 9 * (step.b() % 2));
        return new Command.SetVoiceState(
                sessionId,
                step.c() % 5 == 0 ? null : voice(step.c()),
                step.b() % 2 == 0,
                false,
                true);
    }

    private Command nonced(ChannelId channel, Step step) {
        String nonce = "n" + step.c() % 2;
        return new Command.CreateMessage(
                channel, "once", List.of(), false, 0, nonce, true, null, true, null);
    }

    private static Command answering(ChannelId channel, MessageId to, Step step) {
        return new Command.CreateMessage(
                channel, "re", List.of(), false, 0, null, false, to, step.c() % 2 == 0, null);
    }

    private List<MessageId> ids(MessageId id, Step step) {
        Message other = message(step.c());
        return List.of(id, other == null ? new MessageId(step.c()) : other.id());
    }

    private Overwrite overwrite(Step step) {
        long allow = PERMISSIONS[step.b() % PERMISSIONS.length].bit();
        long deny = PERMISSIONS[step.c() % PERMISSIONS.length].bit();
        return step.c() % 2 == 0
                ? new Overwrite(role(step.b()).id().value(), Overwrite.Target.ROLE, allow, deny)
                : new Overwrite(1 + step.b() % 8, Overwrite.Target.MEMBER, allow, deny);
    }

    /// Sessions 0 to 17: session n is of user `1 + n % 9 % 6`, so that some have several.
    private static SessionId sessionId(int n) {
        return new SessionId("s" + Math.floorMod(n, 18));
    }

    private Channel channel(int n) {
        List<Channel> all = List.copyOf(guild.state.channels());
        return all.isEmpty()
                ? Channels.plain(new ChannelId(7), ChannelType.TEXT, "none", 0, null)
                : pick(all, n);
    }

    private ChannelId voice(int n) {
        List<Channel> all =
                guild.state.channels().stream()
                        .filter(channel -> channel.type() == ChannelType.VOICE)
                        .toList();
        return all.isEmpty() ? new ChannelId(7) : pick(all, n).id();
    }

    private Role role(int n) {
        return pick(List.copyOf(guild.state.roles()), n);
    }

    /// One of the stored messages, null when there is none, or by chance.
    private Message message(int n) {
        List<Message> all = guild.stored.all();
        return all.isEmpty() || n % 11 == 10 ? null : pick(all, n);
    }

    private static <T> T pick(List<T> all, int n) {
        return all.get(n % all.size());
    }
}
