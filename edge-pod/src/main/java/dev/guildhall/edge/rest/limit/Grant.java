package dev.guildhall.edge.rest.limit;

/// What a window said: `allowed`, how many more until it ends, and in how many milliseconds that
/// is.
public record Grant(boolean allowed, int limit, int remaining, long resetAfterMs) {}
