package dev.guildhall.guild.store;

/// The bytes of an event that creates a message, and of the message in it. Not to be changed.
public final class CreatedBytes {

    private final byte[] event;
    private final byte[] body;

    public CreatedBytes(byte[] event, byte[] body) {
        this.event = event;
        this.body = body;
    }

    public byte[] event() {
        return event;
    }

    public byte[] body() {
        return body;
    }
}
