package dev.guildhall.edge.gateway;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.protocol.GatewayLimits;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.session.IdentifyLimiter;

/// What the gateway is made of. `publicUrl` is what READY says for resumes; `edge` is this
/// process's name.
public record GatewayParts(
        GatewayOptions options,
        GatewayMetrics metrics,
        Ticker ticker,
        Accounts accounts,
        Relays relays,
        SequenceSource sequences,
        IdentifyLimiter identifies,
        String publicUrl,
        String edge) {

    /// With the identify limit that Discord documents.
    public static GatewayParts of(
            GatewayOptions options,
            GatewayMetrics metrics,
            Ticker ticker,
            Accounts accounts,
            Relays relays,
            SequenceSource sequences,
            String publicUrl,
            String edge) {
        IdentifyLimiter identifies =
                new IdentifyLimiter(
                        GatewayLimits.MAX_CONCURRENCY, GatewayLimits.IDENTIFY_WINDOW_MS);
        return new GatewayParts(
                options, metrics, ticker, accounts, relays, sequences, identifies, publicUrl, edge);
    }
}
