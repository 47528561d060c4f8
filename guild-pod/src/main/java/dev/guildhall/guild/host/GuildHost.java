package dev.guildhall.guild.host;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.placement.Placement.Owner;
import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.guild.loop.GuildStats;
import dev.guildhall.guild.loop.LoopOwner;
import dev.guildhall.guild.loop.StreamEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The guilds of this pod. Safe for many threads; nothing here blocks its caller.
///
/// A guild is opened when somebody asks for it and the placement says that it is ours (one that is
/// assigned to us by name at once), let go when the placement says otherwise, and closed when
/// nobody used it for a while. The last placement holds while the operator is away.
public final class GuildHost implements LoopOwner {

    private static final Logger LOG = LoggerFactory.getLogger(GuildHost.class);
    private static final long IDLE_NANOS = 600_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MAX_LOADS = 1_000;

    private final HostSetup setup;
    private final Opener opener;
    private final FencedPolicy fencedPolicy;
    private final Map<GuildId, Hosted> guilds = new ConcurrentHashMap<>();
    private final Map<GuildId, Sample> samples = new ConcurrentHashMap<>();
    private volatile Placement placement = Placement.empty();
    private volatile boolean draining;

    /// `exit` ends the process with a code.
    public GuildHost(HostSetup setup, IntConsumer exit) {
        this.setup = setup;
        this.opener = new Opener(setup, this);
        this.fencedPolicy = new FencedPolicy(setup.pod(), () -> placement, setup.executor(), exit);
    }

    private record Sample(long published, long atNanos) {}

    /// How many guilds are open or opening.
    public int size() {
        return guilds.size();
    }

    /// Whether the pod is on its way out.
    public boolean draining() {
        return draining;
    }

    /// Whether the pod knows what is its own.
    public boolean ready() {
        return !draining && placement.version() > 0;
    }

    /// Takes a new placement: lets go what is no longer ours, and opens what is ours by name.
    public void place(Placement changed) {
        placement = changed;
        guilds.forEach((guildId, hosted) -> {
            Optional<Owner> owner = changed.ownerOf(guildId).filter(this::isMe);
            if (owner.isEmpty() || owner.get().epoch() != hosted.epoch()) {
                letGo(
                        guildId,
                        hosted,
                        owner.isEmpty() ? StreamEnd.NOT_THE_OWNER : StreamEnd.UNAVAILABLE);
            }
        });
        changed.guilds()
                .forEach((guildId, owner) -> {
                    if (isMe(owner)) {
                        var _ = find(guildId, false);
                    }
                });
    }

    /// The guild, if it is ours: running, or as soon as it is. One that was never created is made
    /// ready for its first command with `create`.
    public CompletableFuture<Found> find(GuildId guildId, boolean create) {
        Placement now = placement;
        if (draining || now.version() == 0) {
            return CompletableFuture.completedFuture(new Found.Unavailable());
        }
        Optional<Owner> owner = now.ownerOf(guildId).filter(this::isMe);
        if (owner.isEmpty()) {
            return CompletableFuture.completedFuture(new Found.NotTheOwner());
        }
        Hosted hosted = guilds.get(guildId);
        if (hosted != null && !hosted.isOver()) {
            return hosted.found();
        }
        return open(guildId, owner.get().epoch(), create);
    }

    /// What to tell the operator: the busiest guilds, and those that are blocked.
    public HostReport report() {
        List<HostReport.Load> loads = new ArrayList<>();
        samples.keySet().retainAll(guilds.keySet());
        eachRunning((guildId, loop) -> loads.add(load(guildId, loop)));
        loads.sort(Comparator.comparingLong(HostReport.Load::online).reversed());
        return new HostReport(
                placement.version(),
                loads.size() > MAX_LOADS ? loads.subList(0, MAX_LOADS) : loads,
                opener.blocked());
    }

    /// Closes pooled guilds that nobody used for a while. To be called now and then.
    public void closeIdle() {
        long now = setup.ticker().nanos();
        guilds.forEach((guildId, hosted) -> {
            if (hosted.found().getNow(null) instanceof Found.Running(GuildLoop loop)
                    && !placement.guilds().containsKey(guildId)
                    && loop.stats().streams() == 0
                    && now - loop.stats().lastUsedNanos() > IDLE_NANOS) {
                letGo(guildId, hosted, StreamEnd.UNAVAILABLE);
            }
        });
    }

    /// Lets all guilds go and takes no more. Completes when all stores are closed.
    public CompletableFuture<Void> drain() {
        draining = true;
        List<CompletableFuture<Void>> all = new ArrayList<>();
        guilds.forEach((guildId, hosted) -> {
            letGo(guildId, hosted, StreamEnd.UNAVAILABLE);
            all.add(hosted.closed());
        });
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void fenced(GuildId guildId, long epoch, long claimedEpoch, boolean paused) {
        fencedPolicy.fenced(guildId, epoch, claimedEpoch, paused);
    }

    @Override
    public void failed(GuildId guildId, RuntimeException cause) {
        setup.metrics().failed();
        LOG.atError()
                .setCause(cause)
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .log("guild ended by a bug; it is opened anew when somebody asks for it");
    }

    private CompletableFuture<Found> open(GuildId guildId, long epoch, boolean create) {
        Hosted opening = Hosted.opening(epoch);
        Hosted now =
                guilds.compute(
                        guildId, (_, known) -> known == null || known.isOver() ? opening : known);
        boolean first = now.equals(opening);
        if (first) {
            setup.executor().execute(() -> open(guildId, opening, create));
        }
        return first || !create
                ? now.found()
                : now.found().thenCompose(found -> orCreate(guildId, found));
    }

    /// Somebody else asked for the guild at the same time, and not to create it.
    private CompletableFuture<Found> orCreate(GuildId guildId, Found found) {
        return found instanceof Found.NoSuchGuild
                ? find(guildId, true)
                : CompletableFuture.completedFuture(found);
    }

    private void open(GuildId guildId, Hosted opening, boolean create) {
        Found found = new Found.Unavailable();
        try {
            found = opener.open(guildId, opening.epoch(), create);
        } catch (RuntimeException e) {
            failed(guildId, e);
        } finally {
            if (!(found instanceof Found.Running)) {
                guilds.remove(guildId, opening);
            }
            opening.found().complete(found);
        }
    }

    private void letGo(GuildId guildId, Hosted hosted, StreamEnd end) {
        hosted.release(end);
        var _ = hosted.closed().thenRun(() -> guilds.remove(guildId, hosted));
    }

    private boolean isMe(Owner owner) {
        return owner.pod().equals(setup.pod());
    }

    /// Calls `action` for each guild that runs.
    void eachRunning(BiConsumer<GuildId, GuildLoop> action) {
        guilds.forEach((guildId, hosted) -> {
            if (hosted.found().getNow(null) instanceof Found.Running(GuildLoop loop)) {
                action.accept(guildId, loop);
            }
        });
    }

    private HostReport.Load load(GuildId guildId, GuildLoop loop) {
        GuildStats stats = loop.stats();
        Sample sample = new Sample(stats.published(), setup.ticker().nanos());
        Sample before = samples.put(guildId, sample);
        double rate = 0;
        if (before != null && sample.atNanos() > before.atNanos()) {
            rate =
                    Math.max(0, sample.published() - before.published())
                            * NANOS_PER_SECOND
                            / (sample.atNanos() - before.atNanos());
        }
        return new HostReport.Load(guildId, loop.epoch(), stats.members(), stats.online(), rate);
    }
}
