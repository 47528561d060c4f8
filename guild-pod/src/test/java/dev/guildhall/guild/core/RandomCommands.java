package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The durable events of random commands, decided by the core on a state that holds only a handful
/// of messages. Time goes on by moments, and now and then by days.
public final class RandomCommands {

    private static final int HELD_MESSAGES = 3;
    private static final int HELD_WEIGHT = 6;
    private static final int[] WAITS_MS = {0, 1, 50, 2_000};
    private static final long LONG_WAIT_MS = 12 * 86_400_000L;

    private final Random random;
    private final RandomRun run =
            new RandomRun(new GuildState(new MessageCache(HELD_MESSAGES, HELD_WEIGHT)));
    private int taken;

    /// What is decided about a message that is not held is decided about the one that `loads`
    /// finds; all events that were given before have to be there.
    public RandomCommands(
            Random random, BiFunction<ChannelId, MessageId, @Nullable LoadedMessage> loads) {
        this.random = random;
        run.guild.loads = loads::apply;
    }

    /// The events of the next command that has some; at first those that made the guild.
    public List<Event.Durable> next() {
        while (run.guild.log.size() == taken) {
            Step step = step();
            run.guild.nowMs += step.waitMs() + (random.nextInt(50) == 0 ? LONG_WAIT_MS : 0);
            Command command = run.command(step);
            if (command == null) {
                run.session(step);
            } else {
                run.guild.run(run.actor(step), command);
            }
        }
        List<Event.Durable> events =
                List.copyOf(run.guild.log.subList(taken, run.guild.log.size()));
        taken = run.guild.log.size();
        return events;
    }

    private Step step() {
        return new Step(
                random.nextInt(8),
                random.nextInt(500),
                random.nextInt(80),
                random.nextInt(80),
                random.nextInt(80),
                WAITS_MS[random.nextInt(WAITS_MS.length)]);
    }
}
