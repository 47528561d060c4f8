package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.guild.core.GuildState;
import java.util.ArrayList;
import java.util.List;

/// A script's guild as an owner has it: what is still to be appended, and whether all is as it has
/// to be.
public final class ScriptedGuild implements AutoCloseable {

    private static final int ALL = 100;

    private final KillScript script;
    private final OpenGuild guild;

    public ScriptedGuild(KillScript script, GuildStores stores, long epoch, String owner) {
        this.script = script;
        this.guild = new OpenGuild(stores, script.guildId(), epoch, owner);
    }

    public long seq() {
        return guild.seq();
    }

    /// Appends the batches up to `count`, but for those that are stored; `each` is called after
    /// each.
    public void play(int count, Runnable each) {
        long before = 0;
        for (List<Event.Durable> batch : script.batches().subList(0, count)) {
            before += batch.size();
            if (guild.seq() < before) {
                guild.append(batch);
                each.run();
            }
        }
    }

    /// What was not answered is found out.
    public void settle() {
        guild.settle();
    }

    /// Returns when the tables have all that was appended, also to channels other than the one that
    /// is looked at: who reacted is as of the log's end.
    public void awaitTables() {
        guild.store.listReactors(script.general(), GuildFixture.messageId(1), THUMB, null, 1);
    }

    /// The guild, its messages and the end of its log are those of the script up to here, and this
    /// is the end of a batch.
    public void check() {
        long seq = guild.seq();
        GuildState state = new GuildState();
        MessageModel messages = new MessageModel();
        List<LogEntry> log = new ArrayList<>();
        long before = 0;
        for (List<Event.Durable> batch : script.batches()) {
            if (state.seq() == seq) {
                break;
            }
            before = state.seq();
            for (Event.Durable event : batch) {
                state.apply(event);
                messages.apply(event);
                log.add(new LogEntry(state.seq(), event));
            }
        }
        assertThat(state.seq()).as("the end of a batch").isEqualTo(seq);
        assertThat(guild.store.recover()).isEqualTo(state.snapshot());
        assertThat(guild.store.tail(before, ALL)).hasValue(log.subList((int) before, log.size()));
        guild.store.tail(0, ALL).ifPresent(whole -> assertThat(whole).isEqualTo(log));
        checkMessages(messages);
    }

    private void checkMessages(MessageModel messages) {
        for (var channelId : List.of(script.general(), script.random())) {
            boolean there = messages.channels().contains(channelId);
            List<Message> page =
                    guild.store.listMessages(channelId, Query.Anchor.LATEST, null, ALL, BOB);
            assertThat(page)
                    .isEqualTo(
                            there
                                    ? messages.page(channelId, Query.Anchor.LATEST, 0, ALL, BOB)
                                    : List.of());
            if (there) {
                assertThat(guild.store.listPins(channelId, null, ALL, BOB))
                        .isEqualTo(messages.pins(channelId, BOB));
            }
            for (Message message : page) {
                assertThat(guild.store.loadMessage(channelId, message.id()))
                        .hasValueSatisfying(loaded ->
                                assertThat(loaded.reactors())
                                        .isEqualTo(messages.reactors(message)));
            }
        }
    }

    @Override
    public void close() {
        guild.close();
    }
}
