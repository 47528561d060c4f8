package dev.guildhall.edge.rpc;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import java.util.List;

/// What a guild says on an Attach stream; guild_link.proto has the contract.
public sealed interface LinkFrame {

    /// The first frame. `presences` are of those online, at most 1,000.
    record Attached(
            long seq,
            long epoch,
            boolean reset,
            Guild guild,
            List<Role> roles,
            List<Channel> channels,
            List<Member> members,
            List<Presence> presences,
            List<VoiceState> voiceStates)
            implements LinkFrame {}

    record Events(List<Sequenced> events) implements LinkFrame {}

    /// An event at its place; a transient one has the seq of the last durable one before it.
    record Sequenced(long seq, Event event) {}

    record SessionOpened(SessionId sessionId, GuildView view) implements LinkFrame {}

    record SessionRefused(SessionId sessionId, Rejection rejection) implements LinkFrame {}

    record Answered(long commandId, Answer answer) implements LinkFrame {}
}
