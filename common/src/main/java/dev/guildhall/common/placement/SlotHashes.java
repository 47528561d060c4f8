package dev.guildhall.common.placement;

import dev.guildhall.common.id.GuildId;
import java.util.List;

/// Many choices among the same slots by [Rendezvous], each without hashing the slots' names again.
public final class SlotHashes {

    private final String[] slots;
    private final long[] hashes;

    /// @param slots at least one
    public SlotHashes(List<String> slots) {
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("no slots");
        }
        this.slots = slots.toArray(String[]::new);
        this.hashes = slots.stream().mapToLong(Rendezvous::hash).toArray();
    }

    /// The guild's slot.
    public String choose(GuildId guildId) {
        int best = 0;
        long bestScore = Rendezvous.score(guildId, hashes[0]);
        for (int i = 1; i < slots.length; i++) {
            long score = Rendezvous.score(guildId, hashes[i]);
            int order = Long.compareUnsigned(score, bestScore);
            if (order > 0 || (order == 0 && slots[i].compareTo(slots[best]) < 0)) {
                best = i;
                bestScore = score;
            }
        }
        return slots[best];
    }
}
