package dev.guildhall.common.id;

/// A gateway session, as given to the client in READY. Random, unguessable, unique over all edges.
public record SessionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
