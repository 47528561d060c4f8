package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permissions;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.Intents;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// One session's eyes: its user's member record as of the event at hand, its intents, and which
/// channels it sees, remembered until the shape or the member changes.
///
/// The relay's thread only.
final class Viewer {

    private final UserId userId;
    private final int intents;
    private final BitSet judged = new BitSet();
    private final BitSet visible = new BitSet();
    private @Nullable GuildShape seenShape;
    private Member member;

    Viewer(Member member, int intents) {
        this.userId = member.user().id();
        this.member = member;
        this.intents = intents;
    }

    UserId userId() {
        return userId;
    }

    /// Takes in what an event says of the viewer's own member; before the event's own dispatches
    /// are judged.
    void apply(Event event) {
        switch (event) {
            case Event.MemberUpdated e when isSelf(e.member()) -> become(e.member());
            case Event.MemberJoined e when isSelf(e.member()) -> become(e.member());
            default -> {}
        }
    }

    boolean wants(DispatchType type, GuildShape shape) {
        return Intents.wants(intents, type, shape.direct());
    }

    boolean hasContentIntent() {
        return (intents & Intents.MESSAGE_CONTENT) != 0;
    }

    /// Whether the user may see the channel in this shape. A channel that the shape does not have
    /// nobody sees.
    @SuppressWarnings("ReferenceEquality") // each change makes a new shape
    boolean sees(GuildShape shape, ChannelId channelId) {
        if (shape != seenShape) {
            judged.clear();
            seenShape = shape;
        }
        Integer place = shape.places().get(channelId);
        if (place == null) {
            return false;
        }
        if (!judged.get(place)) {
            judged.set(place);
            Channel channel = shape.channels().get(channelId);
            visible.set(
                    place, channel != null && Permissions.canView(shape.scope(), channel, member));
        }
        return visible.get(place);
    }

    private boolean isSelf(Member other) {
        return other.user().id().equals(userId);
    }

    private void become(Member next) {
        member = next;
        judged.clear();
    }
}
