package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A session that writes down what a relay tells it.
public final class RecordingSubscriber implements Subscriber {

    private final SessionId sessionId;
    private final UserId userId;
    private final int intents;
    private final List<Dispatch> dispatches = new ArrayList<>();
    private final List<GuildView> views = new ArrayList<>();
    private final List<Boolean> closes = new ArrayList<>();
    private int lost;

    public RecordingSubscriber(String sessionId, long userId, int intents) {
        this.sessionId = new SessionId(sessionId);
        this.userId = new UserId(userId);
        this.intents = intents;
    }

    @Override
    public SessionId sessionId() {
        return sessionId;
    }

    @Override
    public UserId userId() {
        return userId;
    }

    @Override
    public int intents() {
        return intents;
    }

    @Override
    public int largeThreshold() {
        return 50;
    }

    @Override
    public synchronized void guildOpened(GuildView view) {
        views.add(view);
    }

    @Override
    public synchronized void guildClosed(GuildId guildId, boolean unavailable) {
        closes.add(unavailable);
    }

    @Override
    public synchronized void eventsLost(GuildId guildId) {
        lost++;
    }

    @Override
    public synchronized void dispatch(Dispatch dispatch) {
        dispatches.add(dispatch);
    }

    public synchronized List<Dispatch> dispatches() {
        return List.copyOf(dispatches);
    }

    public synchronized List<String> types() {
        return dispatches.stream().map(Dispatch::type).toList();
    }

    public synchronized String lastJson() {
        return new String(dispatches.getLast().json(), StandardCharsets.UTF_8);
    }

    public synchronized List<GuildView> views() {
        return List.copyOf(views);
    }

    /// One entry for each close: whether it was for unavailability.
    public synchronized List<Boolean> closes() {
        return List.copyOf(closes);
    }

    public synchronized int lost() {
        return lost;
    }
}
