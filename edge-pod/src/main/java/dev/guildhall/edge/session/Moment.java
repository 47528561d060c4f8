package dev.guildhall.edge.session;

/// Now, handed in. `ms` is monotonic, for durations; `unixMs` is what people see.
public record Moment(long ms, long unixMs) {}
