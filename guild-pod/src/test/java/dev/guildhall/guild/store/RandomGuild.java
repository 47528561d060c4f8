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

    /// Appends about that many events; the guild is made with the first ones.
    public void grow(GuildStores stores, long epoch, int count) {
        try (OpenGuild guild = new OpenGuild(stores, epoch, "pod")) {
            if (guild.seq() == 0) {
                guild.append(List.of(applied(GuildFixture.created())));
            }
            for (int done = 0; done < count; done += BATCH) {
                List<Event.Durable> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(applied(events.next()));
                }
                guild.append(batch);
            }
        }
    }

    private Event.Durable applied(Event.Durable event) {
        state.apply(event);
        messages.apply(event);
        return event;
    }
}
