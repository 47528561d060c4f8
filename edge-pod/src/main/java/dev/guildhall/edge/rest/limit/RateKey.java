package dev.guildhall.edge.rest.limit;

/// Whose requests a window counts.
public sealed interface RateKey {

    /// All requests of a user.
    record Global(long userId) implements RateKey {}

    /// A user's requests to one route, and with `major` to one guild or channel (0: none).
    record Bucket(long userId, int route, long major) implements RateKey {}

    /// An address's requests to one route that needs no token.
    record Open(String address, int route) implements RateKey {}

    /// An address's requests with a wrong token.
    record Failures(String address) implements RateKey {}
}
