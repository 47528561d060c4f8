package dev.guildhall.edge.session;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.protocol.ClientPayload.RequestGuildMembers;
import dev.guildhall.edge.protocol.MembersChunkJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far one member request (op 8) is.
final class MemberListing {

    /// What a guild that refuses, or is not there, has.
    static final Result.Members NOBODY = new Result.Members(List.of(), List.of());

    private final RequestGuildMembers request;
    private int chunks;
    private int listed;
    private boolean done;
    private @Nullable UserId after;

    MemberListing(RequestGuildMembers request) {
        this.request = request;
    }

    RequestGuildMembers request() {
        return request;
    }

    /// The last user of the page before; null: there was none.
    @Nullable UserId after() {
        return after;
    }

    /// Whether the last chunk was made.
    boolean done() {
        return done;
    }

    /// How many members the next page may have: the request's limit counts over all pages.
    int pageLimit(int page) {
        return request.limit() == 0 ? page : Math.min(page, request.limit() - listed);
    }

    /// The next chunk. A page that is not full is the last one.
    MembersChunkJson next(Result.Members page, boolean presencesAllowed, int pageSize) {
        List<Member> members = page.members();
        int index = chunks++;
        listed += members.size();
        done = !wholeList() || members.size() < pageSize || listed == request.limit();
        after = members.isEmpty() ? after : members.getLast().user().id();
        return new MembersChunkJson(
                request.guildId(),
                members,
                request.presences() && presencesAllowed ? page.presences() : null,
                index,
                done ? index + 1 : index + 2,
                notFound(members),
                request.nonce());
    }

    private boolean wholeList() {
        String query = request.query();
        return request.userIds().isEmpty() && (query == null || query.isEmpty());
    }

    private List<UserId> notFound(List<Member> members) {
        Set<UserId> missing = new HashSet<>(request.userIds());
        members.forEach(member -> missing.remove(member.user().id()));
        return missing.stream().sorted().toList();
    }
}
