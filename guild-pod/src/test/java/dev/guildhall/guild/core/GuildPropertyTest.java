package dev.guildhall.guild.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.permission.Hierarchy;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;

/// Random commands and sessions, on a state that holds only a handful of messages, so that loads
/// and evictions happen all the time.
class GuildPropertyTest {

    private static final int HELD_MESSAGES = 3;
    private static final int HELD_WEIGHT = 6;

    private static GuildState smallState() {
        return new GuildState(new MessageCache(HELD_MESSAGES, HELD_WEIGHT));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void invariantsHoldAndDecidingChangesNothing(@ForAll("runs") List<Step> steps) {
        RandomRun run = new RandomRun(smallState());
        for (Step step : steps) {
            run.guild.nowMs += step.waitMs();
            Command command = run.command(step);
            if (command == null) {
                run.session(step);
            } else {
                checkOne(run, run.actor(step), command);
            }
            Invariants.check(run.guild);
        }
        Statistics.label("event").coverage(GuildPropertyTest::checkEveryEventOccurs);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void theLogReplayedIsTheLiveState(@ForAll("runs") List<Step> steps) {
        TestGuild live = play(steps).guild;

        GuildState replayed = new GuildState();
        live.log.forEach(replayed::apply);

        assertThat(replayed.snapshot()).isEqualTo(live.state.snapshot());
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void aSnapshotAndTheTailAreTheWholeLog(
            @ForAll("runs") List<Step> steps, @ForAll("cuts") int cut) {
        TestGuild live = play(steps).guild;
        int at = live.log.size() * cut / 100;

        GuildState first = new GuildState();
        live.log.subList(0, at).forEach(first::apply);
        GuildState second = GuildState.restore(first.snapshot());
        live.log.subList(at, live.log.size()).forEach(second::apply);

        assertThat(second.snapshot()).isEqualTo(live.state.snapshot());
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void aRestoredStateDecidesAsTheLiveOne(
            @ForAll("runs") List<Step> steps, @ForAll("steps") Step last) {
        RandomRun run = play(steps);
        run.guild.nowMs += 30_000; // slow mode is over: it does not outlive a restart
        Command command = run.command(last);
        if (command == null || isAboutVoice(command)) {
            return;
        }
        Actor actor = run.actor(last);
        TestGuild again = new TestGuild(GuildState.restore(run.guild.state.snapshot()));
        run.guild.stored.copyTo(again.stored);
        run.guild
                .state
                .sessionOpenings()
                .forEach(opening -> Sessions.open(again.state, opening, run.guild.nowMs));
        again.nowMs = run.guild.nowMs;

        Decision expected = comparable(run.guild, actor, command);
        Decision actual = comparable(again, actor, command);

        assertThat(actual).isEqualTo(expected);
    }

    /// Nobody but the owner and the system raises anybody's rights, by roles, above their own:
    /// whoever gains a permission of the guild gains it from a role that lies below the actor's
    /// highest, or the actor holds it.
    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void permissionsComeFromThoseWhoHoldThemOrFromLowerRoles(@ForAll("runs") List<Step> steps) {
        RandomRun run = new RandomRun(smallState());
        for (Step step : steps) {
            run.guild.nowMs += step.waitMs();
            Command command = run.command(step);
            Actor actor = run.actor(step);
            if (command == null) {
                run.session(step);
            } else if (actor.system() || actor.userId().equals(run.guild.state.guild().ownerId())) {
                run.guild.run(actor, command);
            } else {
                checkNoEscalation(run.guild, actor, command);
            }
        }
    }

    private static void checkOne(RandomRun run, Actor actor, Command command) {
        GuildSnapshot before = run.guild.state.snapshot();
        Decision decision = run.guild.decide(actor, command);
        assertThat(run.guild.state.snapshot()).as("deciding changes nothing").isEqualTo(before);
        Statistics.label("decision").collect(decision.getClass().getSimpleName());
        switch (decision) {
            case Decision.Accept(List<Event> events) -> {
                events.forEach(run.guild::apply);
                events.forEach(e -> Statistics.label("event").collect(e.getClass()));
            }
            case Decision.Duplicate(Event.MessageCreated original) ->
                    assertThat(original.nonceEnforced()).isTrue();
            case Decision.Reject(var rejection) ->
                    assertThat(rejection.fieldErrors().isEmpty())
                            .isEqualTo(rejection.reason().code() != 50035);
            case Decision.NeedsMessage needs -> throw new AssertionError(needs);
        }
    }

    /// The runs would prove little about events that never happen.
    private static void checkEveryEventOccurs(StatisticsCoverage coverage) {
        for (Class<?> lifetime : Event.class.getPermittedSubclasses()) {
            for (Class<?> event : lifetime.getPermittedSubclasses()) {
                if (event != Event.GuildCreated.class) {
                    coverage.check(event).count(count -> count > 0);
                }
            }
        }
    }

    private static void checkNoEscalation(TestGuild guild, Actor actor, Command command) {
        GuildState state = guild.state;
        Member asker = state.member(actor.userId());
        Map<Object, Long> before = rights(state);
        if (asker == null) {
            assertThat(guild.run(actor, command)).isInstanceOf(Decision.Reject.class);
            return;
        }
        long own = Permissions.inGuild(state.scope(), asker, guild.nowMs);
        long below = 0;
        for (var role : state.roles()) {
            below |= Hierarchy.outranks(state.scope(), asker, role) ? role.permissions() : 0;
        }
        long allowed = Permission.ADMINISTRATOR.in(own | below) ? -1 : own | below;

        guild.run(actor, command);

        rights(state)
                .forEach((userId, now) ->
                        assertThat(now & ~before.getOrDefault(userId, 0L) & ~allowed)
                                .as("%s by %s", command, actor)
                                .isZero());
    }

    private static Map<Object, Long> rights(GuildState state) {
        Map<Object, Long> rights = new TreeMap<>();
        for (Member member : state.snapshot().members()) {
            rights.put(
                    member.user().id(), Permissions.inGuild(state.scope(), member, Long.MAX_VALUE));
        }
        return rights;
    }

    /// Voice is the sessions' matter: after a restart one may not be let in where one was before.
    private static boolean isAboutVoice(Command command) {
        return command instanceof Command.SetVoiceState
                || (command instanceof Command.UpdateMember update
                        && update.voiceChannelId() != null);
    }

    /// The decision without transient events and those that hold fresh ids.
    private static Decision comparable(TestGuild guild, Actor actor, Command command) {
        Decision decision = guild.decide(actor, command);
        if (!(decision instanceof Decision.Accept(List<Event> events))) {
            return decision;
        }
        return new Decision.Accept(
                events.stream()
                        .filter(Event.Durable.class::isInstance)
                        .filter(event -> !(event instanceof Event.MessageCreated))
                        .filter(event -> !(event instanceof Event.ChannelCreated))
                        .filter(event -> !(event instanceof Event.RoleCreated))
                        .toList());
    }

    private static RandomRun play(List<Step> steps) {
        RandomRun run = new RandomRun(smallState());
        for (Step step : steps) {
            run.guild.nowMs += step.waitMs();
            Command command = run.command(step);
            if (command == null) {
                run.session(step);
            } else {
                run.guild.run(run.actor(step), command);
            }
        }
        return run;
    }

    @Provide
    Arbitrary<List<Step>> runs() {
        return steps().list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        numbers(7),
                        numbers(500),
                        numbers(80),
                        numbers(80),
                        numbers(80),
                        Arbitraries.of(0, 1, 50, 2_000))
                .as(Step::new);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return numbers(100);
    }

    private static Arbitrary<Integer> numbers(int max) {
        return Arbitraries.integers()
                .between(0, max)
                .withDistribution(RandomDistribution.uniform());
    }
}
