package dev.guildhall.edge.relay;

import static dev.guildhall.edge.relay.Guilds.GUILD;
import static dev.guildhall.edge.relay.Guilds.OWNER;
import static dev.guildhall.edge.relay.Guilds.attached;
import static dev.guildhall.edge.relay.Guilds.channel;
import static dev.guildhall.edge.relay.Guilds.created;
import static dev.guildhall.edge.relay.Guilds.everyone;
import static dev.guildhall.edge.relay.Guilds.member;
import static dev.guildhall.edge.relay.Guilds.role;
import static dev.guildhall.edge.relay.Guilds.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.edge.protocol.Intents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Nobody sees a message of a channel that they may not see at that moment, and everybody sees all
/// others, in order, once: compared with the rules said again in the plainest way, for sessions
/// that are there from the start and for one whose view comes late.
class VisibilityPropertyTest {

    private static final long VIEW = 1 << 10;
    private static final long ADMINISTRATOR = 1 << 3;
    private static final List<Long> CHANNELS = List.of(10L, 20L, 30L);
    private static final List<Long> ROLES = List.of(GUILD, 5L, 6L);
    private static final List<Long> USERS = List.of(OWNER, 2L, 3L);

    /// Something that happens, drawn as plain numbers.
    sealed interface Step {
        record Send(long channelId) implements Step {}

        record SetRole(long roleId, long permissions) implements Step {}

        record DropRole(long roleId) implements Step {}

        record GiveRoles(long userId, Set<Long> roleIds) implements Step {}

        record SetOverwrites(long channelId, List<Overwrite> overwrites) implements Step {}

        record DropChannel(long channelId) implements Step {}
    }

    @Property(tries = 400)
    void nobodySeesWhatTheyMayNotAndMissesNothingElse(
            @ForAll("steps") List<Step> steps, @ForAll("places") int place) {
        // Given
        Naive naive = new Naive();
        Bench bench =
                new Bench(
                        attached(
                                0,
                                List.of(everyone(VIEW), role(5, 0), role(6, 0)),
                                CHANNELS.stream().map(id -> channel(id)).toList()));
        Map<Long, RecordingSubscriber> early = new HashMap<>();
        USERS.forEach(id -> early.put(id, bench.sit(member(id), Intents.ALL)));
        RecordingSubscriber late = null;
        Set<Long> lateRoles = Set.of();
        // When
        for (int i = 0; i < steps.size(); i++) {
            if (i == place) {
                late = bench.come(3, Intents.GUILD_MESSAGES);
                lateRoles = naive.rolesOf(3);
            }
            Event.Durable event = naive.take(steps.get(i), i + 1);
            bench.happen(event);
        }
        if (late != null) {
            bench.view(late, view(place, member(3, lateRoles.toArray(Long[]::new))));
        }
        // Then
        for (Long userId : USERS) {
            assertThat(messages(early.get(userId))).isEqualTo(naive.seenBy(userId, 0));
        }
        if (late != null) {
            assertThat(messages(late)).isEqualTo(naive.seenBy(3, place));
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 40);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> channels = Arbitraries.of(CHANNELS);
        Arbitrary<Long> roles = Arbitraries.of(ROLES);
        Arbitrary<Long> bits = Arbitraries.of(0L, VIEW, VIEW, ADMINISTRATOR | VIEW);
        Arbitrary<Overwrite> overwrite =
                Combinators.combine(
                                Arbitraries.of(
                                        Stream.concat(ROLES.stream(), USERS.stream()).toList()),
                                Arbitraries.of(0L, VIEW),
                                Arbitraries.of(0L, VIEW))
                        .as(VisibilityPropertyTest::overwrite);
        Arbitrary<Step> step =
                Arbitraries.frequencyOf(
                        Tuple.of(10, channels.map(Step.Send::new)),
                        Tuple.of(3, Combinators.combine(roles, bits).as(Step.SetRole::new)),
                        Tuple.of(1, Arbitraries.of(5L, 6L).map(Step.DropRole::new)),
                        Tuple.of(
                                4,
                                Combinators.combine(
                                                Arbitraries.of(USERS),
                                                Arbitraries.of(5L, 6L).set().ofMaxSize(2))
                                        .as(Step.GiveRoles::new)),
                        Tuple.of(
                                5,
                                Combinators.combine(
                                                channels,
                                                overwrite
                                                        .list()
                                                        .ofMaxSize(4)
                                                        .uniqueElements(Overwrite::id))
                                        .as(Step.SetOverwrites::new)),
                        Tuple.of(1, channels.map(Step.DropChannel::new)));
        return step.list().ofMinSize(1).ofMaxSize(40);
    }

    private static Overwrite overwrite(long id, long allow, long deny) {
        Overwrite.Target target =
                ROLES.contains(id) ? Overwrite.Target.ROLE : Overwrite.Target.MEMBER;
        return new Overwrite(id, target, allow, deny);
    }

    private static List<Long> messages(RecordingSubscriber session) {
        return session.dispatches().stream()
                .filter(dispatch -> dispatch.type().equals("MESSAGE_CREATE"))
                .map(Dispatch::guildSeq)
                .toList();
    }

    /// The guild and the rules, without caches, shapes or order of evaluation to get wrong.
    private static final class Naive {

        private final Map<Long, Long> roles = new TreeMap<>(Map.of(GUILD, VIEW, 5L, 0L, 6L, 0L));
        private final Map<Long, Set<Long>> members = new HashMap<>();
        private final Map<Long, List<Overwrite>> channels = new HashMap<>();
        private final Map<Long, List<Long>> seen = new HashMap<>();

        Naive() {
            CHANNELS.forEach(id -> channels.put(id, List.of()));
            USERS.forEach(id -> members.put(id, Set.of()));
            USERS.forEach(id -> seen.put(id, new ArrayList<>()));
        }

        Set<Long> rolesOf(long userId) {
            return members.get(userId);
        }

        List<Long> seenBy(long userId, long afterSeq) {
            return seen.get(userId).stream().filter(seq -> seq > afterSeq).toList();
        }

        Event.Durable take(Step step, long seq) {
            return switch (step) {
                case Step.Send(long channelId) -> {
                    for (Long userId : USERS) {
                        if (maySee(userId, channelId)) {
                            seen.get(userId).add(seq);
                        }
                    }
                    yield created(seq, channelId, 4);
                }
                case Step.SetRole(long roleId, long permissions) -> {
                    roles.put(roleId, permissions);
                    yield new Event.RoleUpdated(role(roleId, permissions));
                }
                case Step.DropRole(long roleId) -> {
                    roles.remove(roleId);
                    yield new Event.RoleDeleted(new RoleId(roleId));
                }
                case Step.GiveRoles(long userId, Set<Long> roleIds) -> {
                    members.put(userId, roleIds);
                    yield new Event.MemberUpdated(member(userId, roleIds.toArray(Long[]::new)));
                }
                case Step.SetOverwrites(long channelId, List<Overwrite> overwrites) -> {
                    channels.put(channelId, overwrites);
                    yield new Event.ChannelUpdated(
                            channel(channelId, overwrites.toArray(Overwrite[]::new)));
                }
                case Step.DropChannel(long channelId) -> {
                    channels.remove(channelId);
                    yield new Event.ChannelDeleted(channel(channelId));
                }
            };
        }

        private boolean maySee(long userId, long channelId) {
            if (!channels.containsKey(channelId)) {
                return false;
            }
            Set<Long> held = new HashSet<>(members.get(userId));
            held.retainAll(roles.keySet());
            if (userId == OWNER) {
                return true;
            }
            boolean base = has(GUILD, VIEW) || held.stream().anyMatch(id -> has(id, VIEW));
            if (has(GUILD, ADMINISTRATOR) || held.stream().anyMatch(id -> has(id, ADMINISTRATOR))) {
                return true;
            }
            List<Overwrite> all = channels.get(channelId);
            boolean afterEveryone = judge(base, all, Set.of(GUILD));
            boolean afterRoles = judge(afterEveryone, all, held);
            return judge(afterRoles, all, Set.of(userId));
        }

        private boolean has(long roleId, long bit) {
            return (roles.getOrDefault(roleId, 0L) & bit) != 0;
        }

        private static boolean judge(boolean before, List<Overwrite> all, Set<Long> ids) {
            List<Overwrite> mine = all.stream().filter(o -> ids.contains(o.id())).toList();
            if (mine.stream().anyMatch(o -> (o.allow() & VIEW) != 0)) {
                return true;
            }
            return before && mine.stream().noneMatch(o -> (o.deny() & VIEW) != 0);
        }
    }
}
