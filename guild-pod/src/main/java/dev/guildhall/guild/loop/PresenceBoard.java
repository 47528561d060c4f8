package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Who is seen online, for reads off the loop: the loop writes, everybody reads.
final class PresenceBoard {

    private final Map<UserId, Presence> online = new ConcurrentHashMap<>();

    /// Takes what a published event says.
    void show(Event event) {
        if (!(event instanceof Event.PresenceChanged(Presence presence))) {
            return;
        }
        if (presence.status() == Presence.Status.OFFLINE) {
            online.remove(presence.userId());
        } else {
            online.put(presence.userId(), presence);
        }
    }

    /// The presences of those of `members` who are online.
    List<Presence> of(List<Member> members) {
        return members.stream()
                .map(member -> online.get(member.user().id()))
                .filter(Objects::nonNull)
                .toList();
    }
}
