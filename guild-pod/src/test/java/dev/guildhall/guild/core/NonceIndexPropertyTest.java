package dev.guildhall.guild.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/// The index against a list that is searched from its end.
class NonceIndexPropertyTest {

    private static final int COMMANDS = 2_000;

    @Property(tries = 200)
    void knowsWhatAListKnows(@ForAll long seed) {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(400);
        long longestStepMs = 1 + random.nextInt((int) RecentNonce.WINDOW_MS / 4);
        NonceIndex index = new NonceIndex();
        List<RecentNonce> all = new ArrayList<>();
        long nowMs = TestGuild.START_MS;
        for (int i = 0; i < COMMANDS; i++) {
            nowMs += random.nextBoolean() ? 0 : random.nextLong(longestStepMs);
            RecentNonce wanted = nonce(random.nextInt(keys), Snowflake.first(nowMs, 0) + i);
            MessageId found = find(index, wanted, nowMs);

            assertThat(found).isEqualTo(find(all, wanted, nowMs));
            if (found == null) {
                index.add(wanted);
                all.add(wanted);
            }
        }
        long lastMs = all.getLast().sentAtMs();

        assertThat(index.snapshot())
                .isEqualTo(
                        all.stream()
                                .filter(old -> lastMs - old.sentAtMs() <= RecentNonce.WINDOW_MS)
                                .toList());
    }

    /// Few channels, authors and texts, so that keys share some of their parts.
    private static RecentNonce nonce(int key, long messageId) {
        return new RecentNonce(
                new ChannelId(1 + key % 3),
                new UserId(1 + key / 3 % 5),
                "n" + key / 15,
                new MessageId(messageId));
    }

    private static @Nullable MessageId find(NonceIndex index, RecentNonce wanted, long nowMs) {
        return index.find(wanted.channelId(), wanted.authorId(), wanted.nonce(), nowMs);
    }

    private static @Nullable MessageId find(List<RecentNonce> all, RecentNonce wanted, long nowMs) {
        return all.reversed().stream()
                .filter(old ->
                        old.channelId().equals(wanted.channelId())
                                && old.authorId().equals(wanted.authorId())
                                && old.nonce().equals(wanted.nonce())
                                && nowMs - old.sentAtMs() <= RecentNonce.WINDOW_MS)
                .findFirst()
                .map(RecentNonce::messageId)
                .orElse(null);
    }
}
