package dev.guildhall.guild.host;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.guild.loop.LoopOwner;
import dev.guildhall.guild.loop.LoopSetup;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Claims guilds and starts their loops. Blocks; safe for many threads.
final class Opener {

    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);
    private static final long NANOS_PER_MS = 1_000_000L;

    /// A guild counts as blocked for so long after the last try that found it so.
    private static final long BLOCKED_NANOS = 5_000 * NANOS_PER_MS;

    private final HostSetup setup;
    private final LoopOwner owner;
    private final Map<GuildId, Long> blocked = new ConcurrentHashMap<>();

    Opener(HostSetup setup, LoopOwner owner) {
        this.setup = setup;
        this.owner = owner;
    }

    /// Opens the guild under `epoch`; one that does not exist only with `create`.
    Found open(GuildId guildId, long epoch, boolean create) {
        try {
            if (!create && !setup.stores().exists(guildId)) {
                return new Found.NoSuchGuild();
            }
            long started = setup.ticker().nanos();
            GuildStore store = setup.stores().claim(guildId, epoch, setup.pod());
            GuildLoop loop = start(guildId, epoch, store);
            blocked.remove(guildId);
            LOG.atInfo()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.EPOCH, epoch)
                    .addKeyValue(
                            LogKeys.DURATION_MS, (setup.ticker().nanos() - started) / NANOS_PER_MS)
                    .log("guild opened");
            return new Found.Running(loop);
        } catch (StoreException e) {
            return failed(guildId, epoch, e);
        }
    }

    /// The guilds that a paused owner keeps from us.
    List<GuildId> blocked() {
        long now = setup.ticker().nanos();
        blocked.values().removeIf(since -> now - since > BLOCKED_NANOS);
        return List.copyOf(blocked.keySet());
    }

    private GuildLoop start(GuildId guildId, long epoch, GuildStore store) {
        try {
            return GuildLoop.start(
                    new LoopSetup(
                            guildId,
                            epoch,
                            store,
                            setup.ticker(),
                            setup.ids(),
                            setup.executor(),
                            setup.projection(),
                            owner,
                            setup.metrics(),
                            setup.limits(),
                            setup.times()));
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    private Found failed(GuildId guildId, long epoch, StoreException failure) {
        return switch (failure) {
            case StoreException.Fenced fenced -> {
                log(Level.WARN, guildId, epoch, fenced, "guild has another owner");
                yield new Found.NotTheOwner();
            }
            case StoreException.Blocked held -> {
                blocked.put(guildId, setup.ticker().nanos());
                log(Level.WARN, guildId, epoch, held, "another process holds the guild's store");
                yield new Found.Unavailable();
            }
            case StoreException.Unreachable silent -> {
                log(Level.WARN, guildId, epoch, silent, "store does not answer");
                yield new Found.Unavailable();
            }
            case StoreException.WriteRefused refused -> {
                log(Level.ERROR, guildId, epoch, refused, "store refuses to open the guild");
                yield new Found.Unavailable();
            }
            case StoreException.Corrupt corrupt -> {
                log(Level.ERROR, guildId, epoch, corrupt, "guild's store is damaged");
                yield new Found.Unavailable();
            }
        };
    }

    private static void log(
            Level level, GuildId guildId, long epoch, StoreException cause, String phrase) {
        LOG.atLevel(level)
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .addKeyValue(LogKeys.EPOCH, epoch)
                .addKeyValue(LogKeys.REASON, cause.getMessage())
                .log(phrase);
    }
}
