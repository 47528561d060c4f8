package dev.guildhall.bench.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import java.util.List;

/// An event as it lies in a log, and its message as it lies in the messages: what a floor writes in
/// place of each event, with a seq, an id and a nonce of its own.
final class Sample {

    private final byte[] event;
    private final byte[] body;

    Sample(Event.MessageCreated created) {
        ProtoEventBytes bytes = new ProtoEventBytes();
        Message message = created.message();
        event = bytes.of(created);
        body = bytes.of(message.withoutReferenced().withReactions(List.of()));
    }

    /// Not to be changed.
    byte[] event() {
        return event;
    }

    /// Not to be changed.
    byte[] body() {
        return body;
    }
}
