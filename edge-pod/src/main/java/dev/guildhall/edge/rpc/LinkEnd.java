package dev.guildhall.edge.rpc;

import io.grpc.Status;

/// Why an Attach stream ended, or could not be made.
public enum LinkEnd {
    /// The assignments name no reachable owner.
    NO_ROUTE,
    /// The pod is not the guild's owner: the assignments are about to change.
    NOT_OWNER,
    /// The pod cannot be reached, starts or drains.
    UNAVAILABLE,
    /// The guild cut this edge off because it read too slowly.
    CUT_OFF,
    /// There is no such guild.
    NOT_FOUND,
    /// One side broke the contract: a bug, or two versions that do not fit.
    BROKEN,
    /// This side ended it.
    CLOSED;

    static LinkEnd of(Status status) {
        return switch (status.getCode()) {
            case FAILED_PRECONDITION -> NOT_OWNER;
            case RESOURCE_EXHAUSTED -> CUT_OFF;
            case NOT_FOUND -> NOT_FOUND;
            case CANCELLED -> CLOSED;
            case INVALID_ARGUMENT, UNIMPLEMENTED, INTERNAL, DATA_LOSS -> BROKEN;
            default -> UNAVAILABLE;
        };
    }
}
