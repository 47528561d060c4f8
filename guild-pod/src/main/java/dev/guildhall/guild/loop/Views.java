package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The guild as a session that comes is told of it. For the loop's thread alone.
///
/// What is durable comes from one read of the store, off the loop, and is exact as of its seq. Who
/// is online and in voice is added on the loop at the place in the stream where the view is put: so
/// nothing that happens between the two is lost, whatever seq it carries.
final class Views {

    private final Current current;
    private final GuildStore store;
    private final Workers workers;
    private final Semaphore running;
    private final int viewMembers;

    Views(Current current, GuildStore store, Workers workers, LoopLimits limits) {
        this.current = current;
        this.store = store;
        this.workers = workers;
        this.running = new Semaphore(limits.concurrentReads(), true);
        this.viewMembers = limits.viewMembers();
    }

    /// Starts the session's view, after the batch's commit.
    void open(Attachment attachment, StreamFrame.OpenSession open, Batch batch) {
        List<UserId> shown = shown(open);
        Runnable refused =
                () ->
                        attachment.send(
                                refusal(open.opening().sessionId(), Reason.GUILD_UNAVAILABLE));
        batch.add(new Effect.Start(() -> start(attachment, open, shown), refused));
    }

    static Outbound refusal(SessionId sessionId, Reason reason) {
        Rejection rejection =
                reason == Reason.GUILD_UNAVAILABLE ? Workers.unavailable() : Rejection.of(reason);
        return new Outbound.SessionOpened(sessionId, null, rejection);
    }

    /// Whom the view shows besides the session's own user: those in voice, and with the intent
    /// those who are online, up to the bound.
    private List<UserId> shown(StreamFrame.OpenSession open) {
        GuildState state = current.state();
        Stream<UserId> inVoice = state.voiceStates().stream().map(VoiceState::userId);
        Stream<UserId> online =
                open.wantsPresences()
                        ? state.presences(viewMembers).stream().map(Presence::userId)
                        : Stream.of();
        return Stream.concat(inVoice, online).distinct().limit(viewMembers).toList();
    }

    private void start(Attachment attachment, StreamFrame.OpenSession open, List<UserId> shown) {
        workers.run(
                "ViewLoaded",
                () -> {
                    Optional<GuildView> view = load(open, shown);
                    return batch ->
                            batch.add(new Effect.Send(attachment, finish(open, view.orElse(null))));
                });
    }

    private Optional<GuildView> load(StreamFrame.OpenSession open, List<UserId> shown) {
        running.acquireUninterruptibly();
        try {
            int allUpTo = open.wantsPresences() ? open.largeThreshold() : 0;
            return store.view(open.opening().userId(), shown, allUpTo)
                    .map(view -> ReadDesk.seen(view, 0));
        } catch (StoreException _) {
            return Optional.empty();
        } finally {
            running.release();
        }
    }

    private Outbound finish(StreamFrame.OpenSession open, @Nullable GuildView view) {
        SessionId sessionId = open.opening().sessionId();
        GuildState state = current.state();
        if (state.member(open.opening().userId()) == null) {
            return refusal(sessionId, Reason.UNKNOWN_MEMBER);
        }
        if (view == null) {
            return refusal(sessionId, Reason.GUILD_UNAVAILABLE);
        }
        Set<ChannelId> visible =
                view.channels().stream().map(Channel::id).collect(Collectors.toSet());
        List<VoiceState> voice =
                state.voiceStates().stream().filter(v -> visible.contains(v.channelId())).toList();
        List<Presence> presences =
                open.wantsPresences() ? presences(state, view.members()) : List.of();
        GuildView whole =
                new GuildView(
                        view.seq(),
                        view.guild(),
                        view.roles(),
                        view.channels(),
                        view.members(),
                        presences,
                        voice,
                        view.memberCount(),
                        state.onlineCount(),
                        view.memberCount() > open.largeThreshold(),
                        view.self());
        return new Outbound.SessionOpened(sessionId, whole, null);
    }

    private static List<Presence> presences(GuildState state, List<Member> members) {
        return members.stream()
                .map(member -> state.presence(member.user().id()))
                .filter(Objects::nonNull)
                .toList();
    }
}
