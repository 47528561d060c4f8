package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An edge at the other end of an attachment, which takes frames only when it is told to.
final class FakeEdge implements Attachment.Listener {

    final List<Outbound> received = new ArrayList<>();
    final Attachment attachment;
    @Nullable StreamEnd cut;
    int consumed;

    FakeEdge(String name, long maxBytes) {
        this.attachment = new Attachment(name, maxBytes, this);
    }

    FakeEdge(String name) {
        this(name, 1 << 20);
    }

    Inbound attach(long lastSeq, StreamFrame.OpenSession... sessions) {
        return new Inbound.Attach(
                attachment, new Hello(attachment.edge(), lastSeq, List.of(sessions)));
    }

    Inbound says(StreamFrame frame) {
        return new Inbound.FromEdge(attachment, frame, false);
    }

    Inbound command(long id, Actor actor, Command command) {
        return says(new StreamFrame.StreamCommand(id, actor, command));
    }

    /// Takes all that is queued.
    FakeEdge take() {
        Outbound frame = attachment.poll();
        while (frame != null) {
            received.add(frame);
            frame = attachment.poll();
        }
        return this;
    }

    <T extends Outbound> List<T> all(Class<T> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Sequenced> events() {
        return all(Outbound.Events.class).stream().flatMap(e -> e.events().stream()).toList();
    }

    List<Long> durableSeqs() {
        return events().stream()
                .filter(e -> e.event() instanceof Event.Durable)
                .map(Sequenced::seq)
                .toList();
    }

    List<Long> answered() {
        return all(Outbound.Answered.class).stream().map(Outbound.Answered::commandId).toList();
    }

    @Override
    public void onQueued() {}

    @Override
    public void onCut(StreamEnd end) {
        cut = end;
    }

    @Override
    public void onConsumed(int frames) {
        consumed += frames;
    }
}
