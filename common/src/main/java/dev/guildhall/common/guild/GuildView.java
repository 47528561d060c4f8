package dev.guildhall.common.guild;

import java.util.List;

/// A guild as one session is told of it: what GUILD_CREATE carries.
///
/// `channels` are only those that the session's user may see. `members` always holds the session's
/// own; `large` says that it leaves some out. `seq` is the guild's last durable event that the view
/// includes.
public record GuildView(
        long seq,
        Guild guild,
        List<Role> roles,
        List<Channel> channels,
        List<Member> members,
        List<Presence> presences,
        List<VoiceState> voiceStates,
        long memberCount,
        long onlineCount,
        boolean large,
        Member self) {}
