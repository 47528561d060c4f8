package dev.guildhall.guild.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Batches of which nobody heard yet, because it is not known whether those up to `seq` were stored
/// (the others were not), and what has to wait for them: a stream's answers come in the order of
/// its commands. For the loop's thread alone.
final class Doubt {

    private final List<Batch> batches;
    private final long seq;
    private final Set<Attachment> streams = new HashSet<>();
    private final List<Effect> behind = new ArrayList<>();

    Doubt(List<Batch> batches, long seq) {
        this.batches = batches;
        this.seq = seq;
        for (Batch batch : batches) {
            for (Effect effect : batch.effects()) {
                if (effect instanceof Effect.StreamReply reply) {
                    streams.add(reply.attachment());
                }
            }
        }
    }

    /// In their order.
    List<Batch> batches() {
        return batches;
    }

    /// Whether the batch is stored when the log ends with `committedSeq`. What was appended at once
    /// is stored whole or not at all.
    boolean stored(Batch batch, long committedSeq) {
        return committedSeq >= seq && batch.seq() <= seq;
    }

    /// Those of later effects that need not wait: all but the answers on streams with one in doubt.
    List<Effect> passing(List<Effect> later) {
        List<Effect> passing = new ArrayList<>();
        for (Effect effect : later) {
            boolean waits =
                    effect instanceof Effect.StreamReply reply
                            && streams.contains(reply.attachment());
            (waits ? behind : passing).add(effect);
        }
        return passing;
    }

    /// What waits for the end of the doubt: at most as many answers as edges leave commands
    /// unanswered, beyond which they refuse more themselves.
    List<Effect> behind() {
        return behind;
    }
}
