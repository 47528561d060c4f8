package dev.guildhall.edge.rest;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.edge.rest.limit.RateLimits;

/// How the HTTP API is set up.
///
/// `gatewayUrl` is what clients are told to connect to, without a query. `authDev` opens sign-in by
/// name. `maxBodyBytes` bounds a request's body, `maxInFlight` the requests at work at a time;
/// `maxIdentifies` is the gateway's `max_concurrency`.
public record RestConfig(
        String gatewayUrl,
        boolean authDev,
        RateLimits rateLimits,
        int maxBodyBytes,
        int maxInFlight,
        int maxIdentifies) {

    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_IN_FLIGHT = 4096;

    /// Reads GUILDHALL_AUTH_DEV (default false) and GUILDHALL_RATE_LIMITS (`default`, `off` or
    /// quotas, see [RateLimits]).
    public static RestConfig read(ConfigReader config, String gatewayUrl, int maxIdentifies) {
        return new RestConfig(
                gatewayUrl,
                config.flag("GUILDHALL_AUTH_DEV", false),
                RateLimits.read(config, "GUILDHALL_RATE_LIMITS"),
                MAX_BODY_BYTES,
                MAX_IN_FLIGHT,
                maxIdentifies);
    }
}
