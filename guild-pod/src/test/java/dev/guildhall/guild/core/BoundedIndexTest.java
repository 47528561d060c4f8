package dev.guildhall.guild.core;

import static dev.guildhall.guild.core.GuildBuilder.ANNA;
import static dev.guildhall.guild.core.GuildBuilder.OWNER;
import static dev.guildhall.guild.core.GuildBuilder.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import org.junit.jupiter.api.Test;

class BoundedIndexTest {

    private static final long NOW_MS = TestGuild.START_MS;

    private static RecentNonce nonce(String nonce, long atMs) {
        return new RecentNonce(TEXT, OWNER, nonce, new MessageId(Snowflake.first(atMs, 0)));
    }

    @Test
    void noncesAreForgottenAfterTheWindow() {
        NonceIndex nonces = new NonceIndex();
        nonces.add(nonce("old", NOW_MS));
        nonces.add(nonce("edge", NOW_MS + 1));
        nonces.add(nonce("new", NOW_MS + 1 + RecentNonce.WINDOW_MS));

        assertThat(nonces.size()).isEqualTo(2);
        assertThat(nonces.find(TEXT, OWNER, "edge", NOW_MS + 1)).isNotNull();
        assertThat(nonces.find(TEXT, ANNA, "edge", NOW_MS + 1)).isNull();
        assertThat(nonces.evictions()).isZero();
    }

    @Test
    void noncesAreBoundedInNumber() {
        NonceIndex nonces = new NonceIndex();
        for (int i = 0; i <= NonceIndex.MAX_NONCES; i++) {
            nonces.add(nonce("n" + i, NOW_MS));
        }

        assertThat(nonces.size()).isEqualTo(NonceIndex.MAX_NONCES);
        assertThat(nonces.evictions()).isEqualTo(1);
        assertThat(nonces.find(TEXT, OWNER, "n0", NOW_MS)).isNull();
        assertThat(nonces.find(TEXT, OWNER, "n1", NOW_MS)).isNotNull();
    }

    @Test
    void slowModesAreBoundedInNumber() {
        SlowModeIndex slowModes = new SlowModeIndex();
        for (int i = 0; i <= SlowModeIndex.MAX_ENTRIES; i++) {
            slowModes.sent(TEXT, new UserId(i), NOW_MS);
        }

        assertThat(slowModes.size()).isEqualTo(SlowModeIndex.MAX_ENTRIES);
        assertThat(slowModes.evictions()).isEqualTo(1);
        assertThat(slowModes.waitMs(TEXT, new UserId(0), 10, NOW_MS)).isZero();
        assertThat(slowModes.waitMs(TEXT, new UserId(1), 10, NOW_MS)).isEqualTo(10_000);
    }
}
