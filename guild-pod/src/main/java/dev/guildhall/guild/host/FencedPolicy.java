package dev.guildhall.guild.host;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.placement.Placement.Owner;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What follows when a guild's store refused this pod because of a higher epoch.
///
/// A guild that the operator moved may be claimed before its assignments reach the old owner: that
/// one only lets the guild go. Whoever was paused, or hears nothing that explains it, cannot trust
/// what it knows: the process ends with code 3, and the operator starts another.
final class FencedPolicy {

    /// What the process ends with when another owner has its guild.
    static final int EXIT_CODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FencedPolicy.class);
    private static final int POLLS = 40;
    private static final long POLL_MS = 50;

    private final String pod;
    private final Supplier<Placement> placement;
    private final Executor executor;
    private final IntConsumer exit;

    FencedPolicy(String pod, Supplier<Placement> placement, Executor executor, IntConsumer exit) {
        this.pod = pod;
        this.placement = placement;
        this.executor = executor;
        this.exit = exit;
    }

    void fenced(GuildId guildId, long epoch, long claimedEpoch, boolean paused) {
        LOG.atError()
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .addKeyValue(LogKeys.EPOCH, epoch)
                .log("write refused: another owner with epoch {}", claimedEpoch);
        if (paused) {
            end(guildId);
        } else {
            executor.execute(() -> waitForExplanation(guildId, claimedEpoch));
        }
    }

    private void waitForExplanation(GuildId guildId, long claimedEpoch) {
        for (int i = 0; i < POLLS; i++) {
            if (explains(placement.get().ownerOf(guildId), claimedEpoch)) {
                return;
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        end(guildId);
    }

    private boolean explains(Optional<Owner> owner, long claimedEpoch) {
        return owner.isPresent()
                && owner.get().epoch() >= claimedEpoch
                && !owner.get().pod().equals(pod);
    }

    private void end(GuildId guildId) {
        LOG.atError()
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .log("ending: this process no longer owns its guilds");
        exit.accept(EXIT_CODE);
    }
}
