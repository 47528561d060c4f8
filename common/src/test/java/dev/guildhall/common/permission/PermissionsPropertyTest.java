package dev.guildhall.common.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// The algorithm agrees with [NaivePermissions] in random guilds. Ids are few, so that they meet:
/// roles 1 (everyone) to 5, of which some do not exist, and users 1 to 4, who share numbers with
/// the roles.
class PermissionsPropertyTest {

    private static final long NOW_MS = 1_000;

    record Scene(Guild guild, Map<RoleId, Role> roles, Channel channel, List<Member> members) {
        PermissionScope scope() {
            return PermissionScope.of(guild, roles);
        }
    }

    @Property(tries = 5_000)
    void channelPermissionsAreThoseOfTheNaiveRules(@ForAll("scenes") Scene scene) {
        for (Member member : scene.members()) {
            long bits = Permissions.inChannel(scene.scope(), scene.channel(), member, NOW_MS);

            assertThat(NaivePermissions.set(bits))
                    .isEqualTo(
                            NaivePermissions.inChannel(
                                    scene.guild(),
                                    scene.roles().values(),
                                    scene.channel(),
                                    member,
                                    NOW_MS));
            assertThat(bits & ~Permissions.ALL).isZero();
        }
    }

    @Property
    void viewingIgnoresTimeouts(@ForAll("scenes") Scene scene) {
        for (Member member : scene.members()) {
            boolean viewed =
                    NaivePermissions.inChannel(
                                    scene.guild(),
                                    scene.roles().values(),
                                    scene.channel(),
                                    member,
                                    NOW_MS)
                            .contains(Permission.VIEW_CHANNEL);

            assertThat(Permissions.canView(scene.scope(), scene.channel(), member))
                    .isEqualTo(viewed);
        }
    }

    @Property
    void hierarchyIsThatOfTheSortedRoles(@ForAll("scenes") Scene scene) {
        Member owner = member(scene.guild().ownerId().value(), List.of(), null);
        List<Role> sorted =
                scene.roles().values().stream()
                        .sorted(
                                Comparator.comparingInt(Role::position)
                                        .thenComparing(Role::id, Comparator.reverseOrder()))
                        .toList();
        for (Member actor : scene.members()) {
            for (Member target : scene.members()) {
                boolean targetOwns = target.user().id().equals(owner.user().id());
                boolean actorOwns = actor.user().id().equals(owner.user().id());
                boolean above = rank(scene, sorted, actor) > rank(scene, sorted, target);

                assertThat(Hierarchy.outranks(scene.scope(), actor, target))
                        .isEqualTo(!targetOwns && (actorOwns || above));
            }
            for (Role role : scene.roles().values()) {
                boolean above = rank(scene, sorted, actor) > sorted.indexOf(role);

                assertThat(Hierarchy.outranks(scene.scope(), actor, role))
                        .isEqualTo(actor.user().id().equals(owner.user().id()) || above);
            }
        }
    }

    private static int rank(Scene scene, List<Role> sorted, Member member) {
        return NaivePermissions.ownRoles(scene.guild(), sorted, member).stream()
                .mapToInt(sorted::indexOf)
                .max()
                .orElseThrow();
    }

    @Provide
    Arbitrary<Scene> scenes() {
        Arbitrary<Guild> guilds = Arbitraries.longs().between(1, 5).map(this::guild);
        Arbitrary<Map<RoleId, Role>> roles =
                Combinators.combine(bits(), bits(), positions(), positions())
                        .as(this::roles)
                        .flatMap(all ->
                                Arbitraries.longs()
                                        .between(2, 5)
                                        .set()
                                        .map(gone -> without(all, gone)));
        Arbitrary<List<Member>> members = members().list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(guilds, roles, channels(), members).as(Scene::new);
    }

    private Map<RoleId, Role> roles(List<Long> bits, List<Long> more, int second, int third) {
        Map<RoleId, Role> roles = new HashMap<>();
        LongStream.rangeClosed(1, 5)
                .forEach(id -> {
                    long permissions = (id % 2 == 0 ? bits : more).get((int) (id % bits.size()));
                    int position = id == 1 ? 0 : 1 + (int) ((id * second + third) % 4);
                    roles.put(new RoleId(id), role(id, permissions, position));
                });
        return roles;
    }

    private static Map<RoleId, Role> without(Map<RoleId, Role> roles, Iterable<Long> gone) {
        Map<RoleId, Role> left = new HashMap<>(roles);
        gone.forEach(id -> left.remove(new RoleId(id)));
        return left;
    }

    private static Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, 7);
    }

    /// Mostly sparse sets, rarely with ADMINISTRATOR, and sometimes with bits that do not exist.
    private static Arbitrary<List<Long>> bits() {
        return permissionBits().list().ofSize(5);
    }

    private static Arbitrary<Long> permissionBits() {
        Arbitrary<Long> some =
                Arbitraries.of(Permission.class)
                        .filter(permission -> permission != Permission.ADMINISTRATOR)
                        .set()
                        .map(set ->
                                Permissions.union(set.toArray(new Permission[0]))
                                        | Permission.VIEW_CHANNEL.bit());
        Arbitrary<Long> unknown = some.map(bits -> bits | 1L << 60);
        Arbitrary<Long> admin = some.map(bits -> bits | Permission.ADMINISTRATOR.bit());
        Arbitrary<Long> hidden = some.map(bits -> bits & ~Permission.VIEW_CHANNEL.bit());
        return Arbitraries.frequencyOf(
                Tuple.of(12, some), Tuple.of(1, unknown), Tuple.of(1, admin), Tuple.of(4, hidden));
    }

    private Arbitrary<Channel> channels() {
        Arbitrary<Overwrite> overwrite =
                Combinators.combine(
                                Arbitraries.longs().between(1, 5),
                                Arbitraries.of(Overwrite.Target.class),
                                permissionBits(),
                                permissionBits())
                        .as(Overwrite::new);
        return overwrite
                .list()
                .ofMaxSize(8)
                .uniqueElements(o -> List.of(o.id(), o.target()))
                .map(this::channel);
    }

    private Arbitrary<Member> members() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.longs()
                                .between(2, 5)
                                .map(RoleId::new)
                                .list()
                                .uniqueElements()
                                .ofMaxSize(4),
                        Arbitraries.of(NOW_MS - 1, NOW_MS, NOW_MS + 1).injectNull(0.7))
                .as(PermissionsPropertyTest::member);
    }

    private Guild guild(long ownerId) {
        return new Guild(
                new GuildId(1),
                GuildKind.COMMUNITY,
                "guild",
                null,
                null,
                new UserId(ownerId),
                null,
                300);
    }

    private static Role role(long id, long permissions, int position) {
        return new Role(new RoleId(id), "role", permissions, 0, false, position, false);
    }

    private static Member member(long userId, List<RoleId> roleIds, Long timedOutUntilMs) {
        User user = new User(new UserId(userId), "user" + userId, null, null, false);
        return new Member(user, null, roleIds, 0, false, false, timedOutUntilMs);
    }

    private Channel channel(List<Overwrite> overwrites) {
        return new Channel(
                new ChannelId(9),
                ChannelType.VOICE,
                "voice",
                0,
                null,
                null,
                false,
                0,
                64_000,
                0,
                overwrites,
                null,
                null);
    }
}
