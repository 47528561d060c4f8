package dev.guildhall.guild.loop;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.core.Decision;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Commands that wait for a message to be read from the store, off the loop. Commands that wait for
/// the same one share the read. For the loop's thread alone.
final class Parking {

    private final Current current;
    private final GuildStore store;
    private final Workers workers;
    private final int capacity;
    private final Map<Decision.NeedsMessage, List<Commands.Pending>> parked = new HashMap<>();
    private @Nullable Resume resume;
    private int count;

    Parking(Current current, GuildStore store, Workers workers, int capacity) {
        this.current = current;
        this.store = store;
        this.workers = workers;
        this.capacity = capacity;
    }

    /// What goes on with a command whose message is there, or could not be read.
    @FunctionalInterface
    interface Resume {
        void resume(Commands.Pending pending, boolean loaded, Batch batch);
    }

    /// Set once, before the first command: the two depend on each other.
    void resumeWith(Resume resumeWith) {
        this.resume = resumeWith;
    }

    boolean isFull() {
        return count >= capacity;
    }

    /// Keeps the command; the read starts after the batch's commit, so that it sees the batch.
    void park(Decision.NeedsMessage needs, Commands.Pending pending, Batch batch) {
        List<Commands.Pending> waiting = parked.get(needs);
        count++;
        if (waiting != null) {
            waiting.add(pending);
            return;
        }
        parked.put(needs, new ArrayList<>(List.of(pending)));
        Runnable load = () -> load(needs);
        batch.add(new Effect.Start(load, load));
    }

    /// Forgets all, and returns them: the loop ends.
    List<Commands.Pending> abandon() {
        List<Commands.Pending> all = parked.values().stream().flatMap(List::stream).toList();
        parked.clear();
        count = 0;
        return all;
    }

    private void load(Decision.NeedsMessage needs) {
        long asOfSeq = current.committedSeq();
        workers.run(
                "MessageLoaded",
                () -> {
                    try {
                        Optional<LoadedMessage> loaded =
                                store.loadMessage(needs.channelId(), needs.messageId());
                        return batch -> loaded(needs, loaded.orElse(null), asOfSeq, batch);
                    } catch (StoreException _) {
                        return batch -> go(needs, false, batch);
                    }
                });
    }

    private void loaded(
            Decision.NeedsMessage needs,
            @Nullable LoadedMessage loaded,
            long asOfSeq,
            Batch batch) {
        ChannelId channelId = needs.channelId();
        MessageId messageId = needs.messageId();
        if (current.state().load(channelId, messageId, loaded, asOfSeq)) {
            go(needs, true, batch);
        } else {
            batch.add(new Effect.Start(() -> load(needs), () -> load(needs)));
        }
    }

    private void go(Decision.NeedsMessage needs, boolean loaded, Batch batch) {
        List<Commands.Pending> waiting = parked.remove(needs);
        Resume next = resume;
        if (waiting == null || next == null) {
            return;
        }
        count -= waiting.size();
        waiting.forEach(pending -> next.resume(pending, loaded, batch));
    }
}
