package dev.guildhall.guild.store.cassandra.tables;

import static org.awaitility.Awaitility.await;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.KillScript;
import dev.guildhall.guild.store.ScriptedGuild;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// An owner that plays a script on [SmallStores].
final class DoomedOwner {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KillScript script;
    private final GuildStores stores;
    private final SnapshotStore snapshots;
    private final LongConsumer acknowledged;

    /// `acknowledged` is told the last seq of each batch that was.
    DoomedOwner(KillScript script, CassandraSession session, LongConsumer acknowledged) {
        this.script = script;
        this.stores = SmallStores.in(session, registry);
        this.snapshots = new SnapshotStore(session, new ProtoEventBytes(), script.guildId());
        this.acknowledged = acknowledged;
    }

    /// Plays all of it, in two lives, and waits after each batch until all is done that follows it.
    void play() {
        play(1, KillScript.FIRST_LIFE);
        play(2, script.batches().size());
    }

    /// Closes nothing when it fails: it is dead then.
    private void play(long epoch, int batches) {
        ScriptedGuild guild = new ScriptedGuild(script, stores, epoch, "doomed");
        guild.play(
                batches,
                () -> {
                    double failures = snapshotFailures();
                    acknowledged.accept(guild.seq());
                    guild.awaitTables();
                    awaitSnapshot(snapshots, guild.seq(), () -> snapshotFailures() > failures);
                });
        guild.close();
    }

    /// What could not be written is tried again after the next batch.
    private double snapshotFailures() {
        return registry.get("guild_store_snapshot_failures").counter().count();
    }

    /// Plays all of it in one life, whatever happens to the store: what is not answered is found
    /// out once that answers.
    void playThrough() {
        int batches = script.batches().size();
        try (ScriptedGuild guild = new ScriptedGuild(script, stores, 1, "patient")) {
            while (!played(guild, batches)) {
                await().atMost(PATIENCE)
                        .ignoreException(StoreException.Unreachable.class)
                        .until(() -> {
                            guild.settle();
                            return true;
                        });
            }
        }
    }

    private boolean played(ScriptedGuild guild, int batches) {
        try {
            guild.play(
                    batches,
                    () -> {
                        acknowledged.accept(guild.seq());
                        guild.awaitTables();
                    });
            return true;
        } catch (StoreException.Unreachable _) {
            return false;
        }
    }

    /// Returns when the snapshot after `seq` is whole, or will not be.
    static void awaitSnapshot(SnapshotStore snapshots, long seq, BooleanSupplier failed) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .pollInSameThread()
                .ignoreException(StoreException.Unreachable.class)
                .until(() ->
                        failed.getAsBoolean()
                                || snapshots.list().stream()
                                        .anyMatch(it -> it.complete() && it.seq() == seq));
    }
}
