package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a guild puts on an edge's stream.
public sealed interface Outbound {

    /// The first frame: what a relay needs to judge who may see what, as of `seq`.
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
            implements Outbound {}

    /// Events in order, the same object for all edges: the first sender encodes for all.
    final class Events implements Outbound {
        private final List<Sequenced> events;
        private final long weight;
        private volatile @Nullable Object encoded;

        public Events(List<Sequenced> events) {
            this.events = List.copyOf(events);
            this.weight = Weight.sum(this.events);
        }

        long weight() {
            return weight;
        }

        public List<Sequenced> events() {
            return events;
        }

        /// The events as `encoder` makes them; kept for the next sender. Two senders at once may
        /// both encode, to the same.
        public <T> T encoded(Class<T> type, Function<List<Sequenced>, T> encoder) {
            Object known = encoded;
            if (type.isInstance(known)) {
                return type.cast(known);
            }
            T made = encoder.apply(events);
            encoded = made;
            return made;
        }
    }

    /// The answer to an OpenSession: exactly one of the two is there.
    record SessionOpened(SessionId sessionId, @Nullable GuildView view, @Nullable Rejection refused)
            implements Outbound {}

    record Answered(long commandId, Answer answer) implements Outbound {}

    /// The last frame: the stream ends after what was put before it.
    record Ended(StreamEnd end) implements Outbound {}
}
