package dev.guildhall.edge.rpc;

import dev.guildhall.common.id.GuildId;
import java.util.Optional;

/// Makes Attach streams to guilds where the assignments say they are. Any thread.
public final class GuildLinks {

    private final String edge;
    private final Placements placements;
    private final GuildChannels channels;

    /// `edge` is this pod's name.
    public GuildLinks(String edge, Placements placements, GuildChannels channels) {
        this.edge = edge;
        this.placements = placements;
        this.channels = channels;
    }

    /// Starts a stream to the guild's owner; empty when nobody is known to be it. Failures come by
    /// `listener.onEnd`, also when the pod cannot be reached at all.
    public Optional<GuildLink> attach(GuildId guildId, LinkHello hello, LinkListener listener) {
        return placements
                .placement()
                .addressOf(guildId)
                .map(address ->
                        GuildLink.start(
                                channels.retryTo(address),
                                address,
                                edge,
                                guildId.value(),
                                hello,
                                listener));
    }

    /// Whether `link` leads to where the guild is by the newest assignments. Without any owner the
    /// present one goes on.
    public boolean isCurrent(GuildId guildId, GuildLink link) {
        return placements
                .placement()
                .addressOf(guildId)
                .map(address -> address.equals(link.address()))
                .orElse(true);
    }

    /// `listener` runs after each change of the assignments and must not block.
    public void onRouteChange(Runnable listener) {
        placements.onChange(listener);
    }
}
