package dev.guildhall.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.relay.Dispatch;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static Dispatch dispatch(byte[] json) {
        return new Dispatch(12, new GuildId(3), 4, "GUILD_CREATE", json);
    }

    @Test
    void aSessionsOwnLargeDispatchIsPackedAndComesBackAsItWas() {
        // Given
        byte[] json =
                "{\"id\":\"1\",\"name\":\"ä\"},".repeat(1_000).getBytes(StandardCharsets.UTF_8);

        // When
        Kept kept = Kept.own(dispatch(json));

        // Then
        assertThat(kept.bytes()).isPositive().isLessThan(json.length / 20);
        assertThat(kept.s()).isEqualTo(12);
        assertThat(kept.dispatch().json()).isEqualTo(json);
        assertThat(kept.dispatch())
                .usingRecursiveComparison()
                .ignoringFields("json")
                .isEqualTo(dispatch(json));
    }

    @Test
    void whatOthersKeepTooOrPackingDoesNotHelpIsKeptAsItIs() {
        // Given
        byte[] large = new byte[Kept.PACK_FROM_BYTES];
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] small = new byte[Kept.PACK_FROM_BYTES - 1];

        // Then
        assertThat(Kept.shared(dispatch(large)).dispatch().json()).isSameAs(large);
        assertThat(Kept.own(dispatch(noise)).dispatch().json()).isSameAs(noise);
        assertThat(Kept.own(dispatch(small)).dispatch().json()).isSameAs(small);
    }
}
