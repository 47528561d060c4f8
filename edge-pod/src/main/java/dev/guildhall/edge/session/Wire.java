package dev.guildhall.edge.session;

import dev.guildhall.edge.protocol.CloseCode;

/// The way to one client. Only the owner of the connection calls it; nothing blocks.
public interface Wire {

    /// Queues a payload. False: the client reads too slowly and the queue is at its bound; the wire
    /// is dead then.
    boolean send(byte[] payload);

    /// The client has a session now: what only sessions are worth, such as a compression context,
    /// may be spent.
    void established();

    /// Whether at most so many bytes are queued and not yet written. If not,
    /// [Connection#drained(Moment)] is called when all are.
    boolean hasRoom(long backlogBytes);

    /// Sends what is queued, then the close code. Nothing may be sent after it.
    void close(CloseCode code);
}
