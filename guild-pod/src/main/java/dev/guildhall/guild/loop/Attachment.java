package dev.guildhall.guild.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An edge's stream as the guild's loop sees it: a bounded queue of frames in order.
///
/// The loop puts frames in and never waits; a sender of the stream's own takes them out with
/// `poll`. When the queue passes its bound the stream ends at once with [StreamEnd#TOO_SLOW].
///
/// A [Slot] keeps a place in the order for frames that are still being made (a tail that is read,
/// an answer that waits for the index): what is put later waits behind it, under the same bound.
/// `send`, `reserve` and `fill` belong to the loop's thread, `poll` to one sender at a time.
public final class Attachment {

    /// Told of what the other side has to do. Called on the loop's thread; must not block.
    public interface Listener {

        /// There is something to poll.
        void onQueued();

        /// The stream is cut off now, whatever is queued.
        void onCut(StreamEnd end);

        /// The loop is done with `frames` frames of the edge: so many more may be read.
        void onConsumed(int frames);
    }

    private final String edge;
    private final long maxBytes;
    private final Listener listener;
    private final ConcurrentLinkedQueue<Outbound> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicReference<@Nullable StreamEnd> cut = new AtomicReference<>();
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private boolean closing;

    public Attachment(String edge, long maxBytes, Listener listener) {
        this.edge = edge;
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    /// The name of the edge.
    public String edge() {
        return edge;
    }

    /// How many estimated bytes may wait for the sender.
    long maxBytes() {
        return maxBytes;
    }

    /// The next frame to send; null when there is none now.
    public @Nullable Outbound poll() {
        Outbound frame = queue.poll();
        if (frame != null) {
            queuedBytes.addAndGet(-Weight.of(frame));
        }
        return frame;
    }

    /// What waits for the sender, in estimated bytes.
    public long queuedBytes() {
        return queuedBytes.get();
    }

    /// Whether nothing more can be sent.
    boolean ended() {
        return closing || cut.get() != null;
    }

    void send(Outbound frame) {
        if (ended()) {
            return;
        }
        Slot last = slots.peekLast();
        if (last == null) {
            queue(frame);
        } else {
            last.behind.add(frame);
            account(frame);
        }
    }

    /// Keeps the next place in the order, until it is filled.
    Slot reserve() {
        Slot slot = new Slot();
        slots.add(slot);
        return slot;
    }

    /// Gives a place its frames, and sends on what waited only for it.
    void fill(Slot slot, List<Outbound> frames) {
        slot.frames = frames;
        frames.forEach(this::account);
        while (true) {
            Slot first = slots.peekFirst();
            if (first == null || first.frames == null) {
                return;
            }
            slots.removeFirst();
            first.frames.forEach(this::queueAccounted);
            first.behind.forEach(this::queueAccounted);
        }
    }

    /// Ends the stream after what was sent before.
    void end(StreamEnd end) {
        if (!ended()) {
            send(new Outbound.Ended(end));
            closing = true;
        }
    }

    /// Ends the stream now.
    void cut(StreamEnd end) {
        if (cut.compareAndSet(null, end)) {
            queue.clear();
            slots.clear();
            listener.onCut(end);
        }
    }

    /// The loop is done with some frames of this edge.
    void consumed(int frames) {
        listener.onConsumed(frames);
    }

    private void queue(Outbound frame) {
        account(frame);
        queueAccounted(frame);
    }

    private void queueAccounted(Outbound frame) {
        if (cut.get() == null) {
            queue.add(frame);
            listener.onQueued();
        }
    }

    private void account(Outbound frame) {
        if (queuedBytes.addAndGet(Weight.of(frame)) > maxBytes) {
            cut(StreamEnd.TOO_SLOW);
        }
    }

    /// A place in the order of an attachment's frames.
    static final class Slot {
        private final List<Outbound> behind = new ArrayList<>();
        private @Nullable List<Outbound> frames;
    }
}
