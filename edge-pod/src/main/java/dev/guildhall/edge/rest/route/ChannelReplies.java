package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.edge.rest.call.Refusals;
import dev.guildhall.edge.rest.call.Reply;
import java.util.List;

/// Channels as the caller sees them.
final class ChannelReplies {

    private ChannelReplies() {}

    /// A community's channel of that id; 10003 when the caller does not see it.
    static Reply of(GuildView view, ChannelId channelId) {
        return view.channels().stream()
                .filter(channel -> channel.id().equals(channelId))
                .findFirst()
                .map(channel -> of(view.guild().id(), channel))
                .orElseGet(() -> Refusals.of(Reason.UNKNOWN_CHANNEL));
    }

    static Reply of(GuildId guildId, Channel channel) {
        return Reply.ok(json -> ChannelJson.write(json, guildId, channel));
    }

    /// A direct-message channel, of which `members` are both members and `self` is the one asking.
    static Reply direct(GuildView view, List<Member> members) {
        List<User> others =
                members.stream()
                        .map(Member::user)
                        .filter(user -> !user.id().equals(view.self().user().id()))
                        .toList();
        Channel channel = view.channels().getFirst();
        return Reply.ok(json -> ChannelJson.writeDirect(json, channel, others));
    }
}
