package dev.guildhall.common.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Query] gives.
public sealed interface Result {

    record Messages(List<Message> messages) implements Result {}

    record Pins(List<Pin> pins, boolean hasMore) implements Result {}

    /// A pinned message and when it was pinned.
    record Pin(Message message, long pinnedAtMs) {}

    record Users(List<User> users) implements Result {}

    record Members(List<Member> members, List<Presence> presences) implements Result {}

    record Bans(List<Ban> bans) implements Result {}

    /// A banned user.
    record Ban(User user, @Nullable String reason) {}

    record View(GuildView view) implements Result {}

    record Refused(Rejection rejection) implements Result {}
}
