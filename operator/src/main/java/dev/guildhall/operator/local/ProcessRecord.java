package dev.guildhall.operator.local;

/// A process by its pid and its start, which together are never those of another.
///
/// @param role guild, edge, store or operator
/// @param startedAtMs Unix time of its start as the system tells it
/// @param admin host:port of its admin port, empty until it has reported
public record ProcessRecord(
        String name,
        String role,
        long pid,
        long startedAtMs,
        String admin,
        String grpc,
        String http,
        boolean ready) {}
