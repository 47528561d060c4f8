package dev.guildhall.operator.plan.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/// Random pools. A pod takes 1,000 people online, 1,000 events a second and 1,000 MiB.
class PackingPropertyTest {

    private static final PackingLimits LIMITS =
            new PackingLimits(1_000, 1_000, 1_000, 0, 1 << 20, 0, 25, 50);
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final double ROUNDING = 1e-6;

    @Property(tries = 500)
    void everyGuildIsOnOnePodAndNoPodIsOverItsLimitsThatCouldBeRelieved(
            @ForAll("pools") Pool pool, @ForAll boolean even) {
        // When
        Packed packed = pool.packing().pack(true, even, UNBOUNDED);
        Pool after = pool.after(packed);

        // Then
        assertThat(packed.moves()).extracting(Packed.Move::guildId).doesNotHaveDuplicates();
        for (Packed.Move move : packed.moves()) {
            assertThat(pool.slotOf(move.guildId())).isEqualTo(move.from()).isNotEqualTo(move.to());
            assertThat(pool.slots).contains(move.to());
        }
        for (String slot : after.slots) {
            Share used = after.used(slot);
            boolean over = !used.within(Share.WHOLE) && after.on(slot).size() > 1;
            assertThat(packed.crowded().contains(slot)).as("%s is said", slot).isEqualTo(over);
            if (over) {
                Share.Way worst = used.minus(Share.WHOLE).worst();
                for (PackedGuild guild : after.on(slot)) {
                    Share share = LIMITS.share(guild.load());
                    if (share.in(worst) > 0) {
                        assertThat(after.slots)
                                .as("%s has room nowhere", guild)
                                .allMatch(other ->
                                        other.equals(slot)
                                                || !after.used(other)
                                                        .plus(share)
                                                        .within(Share.WHOLE));
                    }
                }
            }
        }
    }

    @Property(tries = 500)
    void nothingMovesToAPodThatIsThenOverItsLimits(
            @ForAll("pools") Pool pool, @ForAll boolean even) {
        // When
        Packed packed = pool.packing().pack(true, even, UNBOUNDED);
        Pool after = pool.after(packed);

        // Then
        packed.moves()
                .forEach(move -> assertThat(after.used(move.to()).within(Share.WHOLE)).isTrue());
    }

    @Property(tries = 500)
    void theSameLoadsAgainGiveNoMoves(@ForAll("pools") Pool pool, @ForAll boolean even) {
        // Given
        Pool after = pool.after(pool.packing().pack(true, even, UNBOUNDED));

        // When
        Packed again = after.packing().pack(true, even, UNBOUNDED);

        // Then
        assertThat(again.moves()).isEmpty();
    }

    @Property(tries = 300)
    void aGuildMovesOnlyFromAPodThatIsOverItsLimitsOrAboveTheBand(@ForAll("pools") Pool pool) {
        // Given
        Packing packing = pool.packing();
        boolean even = !packing.crowded();
        Share mean =
                pool.slots.stream()
                        .map(pool::used)
                        .reduce(Share.NONE, Share::plus)
                        .times(1.0 / pool.slots.size());

        // When
        Packed packed = packing.pack(true, even, UNBOUNDED);

        // Then
        for (Packed.Move move : packed.moves()) {
            Share used = pool.used(move.from());
            Share above = used.minus(mean);
            assertThat(used.most() > 1 || above.most() > 0.25 - ROUNDING)
                    .as("%s had too much", move)
                    .isTrue();
        }
    }

    /// In a pool with room: as many moves as guilds that grew at most, in each of the three ways.
    @Property(tries = 300)
    void aFewGuildsThatGrowMoveAFew(
            @ForAll("calmPools") Pool pool,
            @ForAll @IntRange(min = 1, max = 5) int grown,
            @ForAll("small") GuildLoad growth) {
        // Given
        List<PackedGuild> guilds = new ArrayList<>(pool.guilds);
        int count = Math.min(grown, guilds.size());
        for (int i = 0; i < count; i++) {
            PackedGuild guild = guilds.get(i);
            GuildLoad most = guild.load().most(growth);
            guilds.set(i, new PackedGuild(guild.guildId(), guild.slot(), guild.home(), most));
        }

        // When
        Packed packed = new Pool(pool.slots, guilds).packing().pack(true, false, UNBOUNDED);

        // Then
        assertThat(packed.moves()).hasSizeLessThanOrEqualTo(3 * count);
        assertThat(packed.crowded()).isEmpty();
    }

    /// Pods and their guilds.
    record Pool(List<String> slots, List<PackedGuild> guilds) {

        Packing packing() {
            return new Packing(LIMITS, slots, guilds);
        }

        Pool after(Packed packed) {
            Map<GuildId, String> to =
                    packed.moves().stream()
                            .collect(Collectors.toMap(Packed.Move::guildId, Packed.Move::to));
            return new Pool(
                    slots,
                    guilds.stream()
                            .map(guild ->
                                    new PackedGuild(
                                            guild.guildId(),
                                            to.getOrDefault(guild.guildId(), guild.slot()),
                                            guild.home(),
                                            guild.load()))
                            .toList());
        }

        List<PackedGuild> on(String slot) {
            return guilds.stream().filter(guild -> guild.slot().equals(slot)).toList();
        }

        String slotOf(GuildId guildId) {
            return guilds.stream()
                    .filter(guild -> guild.guildId().equals(guildId))
                    .findFirst()
                    .orElseThrow()
                    .slot();
        }

        Share used(String slot) {
            return on(slot).stream()
                    .map(guild -> LIMITS.share(guild.load()))
                    .reduce(Share.NONE, Share::plus);
        }
    }

    @Provide
    Arbitrary<GuildLoad> loads() {
        Arbitrary<Integer> amount =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.integers().between(0, 60)),
                        Tuple.of(2, Arbitraries.integers().between(0, 400)),
                        Tuple.of(1, Arbitraries.integers().between(0, 1_500)));
        return Combinators.combine(amount, amount, amount)
                .as((members, online, events) -> new GuildLoad(members, online, events));
    }

    @Provide
    Arbitrary<GuildLoad> small() {
        Arbitrary<Integer> amount = Arbitraries.integers().between(0, 150);
        return Combinators.combine(amount, amount, amount)
                .as((members, online, events) -> new GuildLoad(members, online, events));
    }

    @Provide
    Arbitrary<Pool> pools() {
        return pools(loads(), 2, 8, 120);
    }

    /// Guilds that take at most 0.15 of a pod each, and as many pods as there is always one with
    /// room; packed, so that some are nearly full.
    @Provide
    Arbitrary<Pool> calmPools() {
        return pools(small(), 14, 16, 20).map(PackingPropertyTest::packed);
    }

    private static Pool packed(Pool pool) {
        List<PackedGuild> together =
                pool.guilds.stream()
                        .map(each -> new PackedGuild(each.guildId(), "pod-0", "pod-0", each.load()))
                        .toList();
        Pool full = new Pool(pool.slots, together);
        return full.after(full.packing().pack(true, false, UNBOUNDED));
    }

    private static Arbitrary<Pool> pools(
            Arbitrary<GuildLoad> loads, int fewest, int most, int guilds) {
        return Combinators.combine(
                        Arbitraries.integers().between(fewest, most),
                        loads.list().ofMaxSize(guilds),
                        Arbitraries.randomValue(random -> random.nextLong()))
                .as((pods, all, seed) -> pool(pods, all, new Random(seed)));
    }

    private static Pool pool(int pods, List<GuildLoad> loads, Random random) {
        List<String> slots = IntStream.range(0, pods).mapToObj(i -> "pod-" + i).toList();
        List<PackedGuild> guilds = new ArrayList<>();
        for (GuildLoad load : loads) {
            String slot = slots.get(random.nextInt(pods));
            String home = random.nextInt(4) == 0 ? slots.get(random.nextInt(pods)) : slot;
            guilds.add(new PackedGuild(new GuildId(guilds.size() + 1), slot, home, load));
        }
        return new Pool(slots, guilds);
    }
}
