package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.core.GuildState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A guild of random events, each kind of them, which can go on.
public final class RandomGuild {

    private static final int BATCH = 10;

    private final GuildState state = new GuildState();
    private final MessageModel messages = new MessageModel();
    private final RandomEvents events;

    public RandomGuild(Random random) {
        this.events = new RandomEvents(random, state, messages);
    }

    /// The next events, which are to be appended; the first makes the guild.
    public List<Event.Durable> next(int count) {
        List<Event.Durable> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(applied(state.guild() == null ? GuildFixture.created() : events.next()));
        }
        return batch;
    }

    /// Appends about that many events; the guild is made with the first ones.
    public void grow(GuildStores stores, long epoch, int count) {
        try (OpenGuild guild = new OpenGuild(stores, epoch, "pod")) {
            for (int done = 0; done < count; done += BATCH) {
                guild.append(next(BATCH));
            }
        }
    }

    private Event.Durable applied(Event.Durable event) {
        state.apply(event);
        messages.apply(event);
        return event;
    }
}
