package dev.guildhall.common.permission;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// The rules of permissions once more, as a person reads them: with sets and lists, one sentence
/// after the other, and no word shared with what it checks.
final class NaivePermissions {

    private NaivePermissions() {}

    static Set<Permission> inChannel(
            Guild guild, Collection<Role> roles, Channel channel, Member member, long nowMs) {
        Set<Permission> everything = EnumSet.allOf(Permission.class);
        if (guild.ownerId().value() == member.user().id().value()) {
            return everything;
        }
        List<Role> own = ownRoles(guild, roles, member);
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        own.forEach(role -> held.addAll(set(role.permissions())));
        if (held.contains(Permission.ADMINISTRATOR)) {
            return everything;
        }

        List<Overwrite> forRoles =
                channel.overwrites().stream()
                        .filter(o -> o.target() == Overwrite.Target.ROLE)
                        .toList();
        change(held, forRoles.stream().filter(o -> o.id() == guild.id().value()).toList());
        change(
                held,
                forRoles.stream()
                        .filter(o -> o.id() != guild.id().value())
                        .filter(o -> own.stream().anyMatch(r -> r.id().value() == o.id()))
                        .toList());
        change(
                held,
                channel.overwrites().stream()
                        .filter(o -> o.target() == Overwrite.Target.MEMBER)
                        .filter(o -> o.id() == member.user().id().value())
                        .toList());

        held.remove(Permission.ADMINISTRATOR);
        takeWhatNeedsOthers(held);
        if (member.timedOutUntilMs() != null && nowMs < member.timedOutUntilMs()) {
            held.retainAll(EnumSet.of(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY));
        }
        return held;
    }

    private static void takeWhatNeedsOthers(Set<Permission> held) {
        if (!held.contains(Permission.VIEW_CHANNEL)) {
            held.clear();
        }
        if (!held.contains(Permission.SEND_MESSAGES)) {
            held.remove(Permission.MENTION_EVERYONE);
            held.remove(Permission.SEND_TTS_MESSAGES);
            held.remove(Permission.ATTACH_FILES);
            held.remove(Permission.EMBED_LINKS);
        }
        if (!held.contains(Permission.CONNECT)) {
            held.removeAll(
                    EnumSet.of(
                            Permission.PRIORITY_SPEAKER,
                            Permission.STREAM,
                            Permission.SPEAK,
                            Permission.MUTE_MEMBERS,
                            Permission.DEAFEN_MEMBERS,
                            Permission.MOVE_MEMBERS,
                            Permission.USE_VAD,
                            Permission.REQUEST_TO_SPEAK,
                            Permission.USE_EMBEDDED_ACTIVITIES,
                            Permission.USE_SOUNDBOARD,
                            Permission.USE_EXTERNAL_SOUNDS));
        }
    }

    /// @everyone and the roles whose ids the member carries.
    static List<Role> ownRoles(Guild guild, Collection<Role> roles, Member member) {
        return roles.stream()
                .filter(role ->
                        role.id().value() == guild.id().value()
                                || member.roleIds().contains(role.id()))
                .toList();
    }

    static Set<Permission> set(long bits) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (Long.toBinaryString(bits & permission.bit()).contains("1")) {
                set.add(permission);
            }
        }
        return set;
    }

    private static void change(Set<Permission> held, List<Overwrite> step) {
        held.removeAll(union(step, Overwrite::deny));
        held.addAll(union(step, Overwrite::allow));
    }

    private static Set<Permission> union(List<Overwrite> step, ToLongFunction<Overwrite> side) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        step.forEach(overwrite -> all.addAll(set(side.applyAsLong(overwrite))));
        return all;
    }
}
