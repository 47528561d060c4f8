package dev.guildhall.edge.rpc;

/// What an edge reports to the operator. Addresses are `host:port`; `sessions` counts gateway
/// sessions.
public record EdgeStatus(boolean ready, long sessions, String httpAddress, String adminAddress) {}
