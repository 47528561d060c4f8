package dev.guildhall.common.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement.Member;
import dev.guildhall.common.placement.Placement.Owner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final long SCORE_OF_RELEASE_1 = 8_208_192_541_220_133_817L;

    @Test
    void aNamedGuildBelongsToItsPodAndNotToThePool() {
        // Given
        GuildId guild = new GuildId(7);
        Placement placement =
                new Placement(
                        1,
                        Map.of("g", "127.0.0.1:1"),
                        Map.of(guild, new Owner("g", 9)),
                        List.of(Member.of("p", 2)));

        // Then
        assertThat(placement.ownerOf(guild)).contains(new Owner("g", 9));
        assertThat(placement.addressOf(guild)).contains("127.0.0.1:1");
        assertThat(placement.ownerOf(new GuildId(8))).contains(new Owner("p", 2));
        assertThat(placement.addressOf(new GuildId(8))).isEmpty();
    }

    @Test
    void nobodyOwnsAnythingBeforeTheFirstAssignment() {
        assertThat(Placement.empty().ownerOf(new GuildId(1))).isEmpty();
    }

    @Test
    void thePoolIsSharedEvenlyAndAMemberThatComesMovesOnlyItsShare() {
        // Given
        Placement three = pool("pool-1", "pool-2", "pool-3");
        Placement four = pool("pool-1", "pool-2", "pool-3", "pool-4");
        Map<String, Integer> guilds = new HashMap<>();

        // When
        int moved = 0;
        for (long id = 0; id < 4_000; id++) {
            GuildId guild = new GuildId(id << 22);
            String before = three.ownerOf(guild).orElseThrow().pod();
            String after = four.ownerOf(guild).orElseThrow().pod();
            guilds.merge(after, 1, Integer::sum);
            if (!before.equals(after)) {
                assertThat(after).isEqualTo("pool-4");
                moved++;
            }
        }

        // Then
        assertThat(guilds.values()).allMatch(count -> count > 850 && count < 1_150);
        assertThat(moved).isBetween(850, 1_150);
    }

    @Test
    void aPlaceKeepsItsGuildsWhenAnotherPodFillsIt() {
        // Given
        Placement before = pool("pool-1", "pool-2", "pool-3");

        // When
        List<Member> members = new ArrayList<>(before.pool());
        members.set(1, new Member("pool-2", new Owner("standby-1", 9)));
        Placement after = new Placement(2, Map.of(), Map.of(), members);

        // Then
        for (long id = 0; id < 1_000; id++) {
            GuildId guild = new GuildId(id << 22);
            Owner had = before.ownerOf(guild).orElseThrow();
            Owner now = had.pod().equals("pool-2") ? new Owner("standby-1", 9) : had;
            assertThat(after.ownerOf(guild)).contains(now);
        }
    }

    @Test
    void theScoreNeverChangesBetweenReleases() {
        assertThat(Rendezvous.score(new GuildId(1_234_567_890_123L), "pool-1"))
                .isEqualTo(SCORE_OF_RELEASE_1);
    }

    private static Placement pool(String... pods) {
        List<Member> members = Arrays.stream(pods).map(pod -> Member.of(pod, 1)).toList();
        return new Placement(1, Map.of(), Map.of(), members);
    }

    @Test
    void manyChoicesAmongTheSameSlotsAreTheSameChoices() {
        // Given
        List<String> slots = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            slots.add("guild-pool-" + i);
        }
        SlotHashes hashes = new SlotHashes(slots);

        // Then
        for (long id = 0; id < 2_000; id++) {
            GuildId guild = new GuildId(id << 22 | id % 7);
            assertThat(hashes.choose(guild))
                    .isEqualTo(Rendezvous.choose(guild, slots, slot -> slot).orElseThrow());
        }
    }
}
