package dev.guildhall.edge.session;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.edge.protocol.ClientPayload.RequestGuildMembers;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.session.SessionMeter.Bound;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The member requests (op 8) of one session, one after the other, each page only when the client
/// has room for it. Owned by the session; answers that come after [#clear] are dropped.
///
/// A request without `query` and `user_ids` lists all members, page by page. How many pages there
/// will be is not known before the last one, and libraries stop at the chunk whose index is the
/// count less one: so a chunk counts one more than itself until the last, which says the truth.
final class MemberRequests {

    private static final int PAGE = 1_000;
    private static final int MAX_MATCHES = 100;

    private final SessionContext context;
    private final SessionProfile profile;
    private final SessionGuilds guilds;
    private final GatewaySession session;
    private final ArrayDeque<RequestGuildMembers> waiting = new ArrayDeque<>();
    private @Nullable MemberListing listing;
    private boolean reading;
    private int generation;

    MemberRequests(
            SessionContext context,
            SessionProfile profile,
            SessionGuilds guilds,
            GatewaySession session) {
        this.context = context;
        this.profile = profile;
        this.guilds = guilds;
        this.session = session;
    }

    /// Takes a request; too many at once are dropped, as are those for guilds that are not open.
    void add(RequestGuildMembers request) {
        if (!guilds.isOpen(request.guildId())) {
            return;
        }
        if (waiting.size() >= context.limits().openRequests()) {
            context.meter().bound(Bound.MEMBER_REQUESTS);
            return;
        }
        waiting.addLast(request);
        proceed();
    }

    /// Goes on when nothing is under way and the client has room.
    void proceed() {
        if (reading || !session.hasRoom()) {
            return;
        }
        if (listing == null) {
            RequestGuildMembers next = waiting.pollFirst();
            if (next == null) {
                return;
            }
            listing = new MemberListing(next);
        }
        read(listing);
    }

    /// Forgets everything: the connection that asked is gone.
    void clear() {
        waiting.clear();
        listing = null;
        reading = false;
        generation++;
    }

    private void read(MemberListing current) {
        reading = true;
        int asked = generation;
        context.relays()
                .read(current.request().guildId(), Actor.user(profile.userId()), query(current))
                .thenAcceptAsync(result -> answered(asked, current, result), context.home())
                .exceptionally(_ -> null);
    }

    private void answered(int asked, MemberListing current, Result result) {
        if (asked != generation) {
            return;
        }
        reading = false;
        Result.Members page =
                result instanceof Result.Members members ? members : MemberListing.NOBODY;
        boolean presences = (profile.intents() & Intents.GUILD_PRESENCES) != 0;
        session.emit(
                DispatchType.GUILD_MEMBERS_CHUNK,
                current.next(page, presences, PAGE).body(),
                current.request().guildId(),
                0);
        if (current.done()) {
            listing = null;
        }
        proceed();
    }

    /// Without the intent, the whole list is the session's own member.
    private Query query(MemberListing current) {
        RequestGuildMembers request = current.request();
        if (!request.userIds().isEmpty()) {
            return new Query.GetMembers(request.userIds());
        }
        String prefix = request.query();
        if (prefix != null && !prefix.isEmpty()) {
            int limit = request.limit() == 0 ? MAX_MATCHES : request.limit();
            return new Query.SearchMembers(prefix, Math.min(limit, MAX_MATCHES));
        }
        if ((profile.intents() & Intents.GUILD_MEMBERS) == 0) {
            return new Query.GetMembers(List.of(profile.userId()));
        }
        return new Query.ListMembers(current.after(), current.pageLimit(PAGE));
    }
}
