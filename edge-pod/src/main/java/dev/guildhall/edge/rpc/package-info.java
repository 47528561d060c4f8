/// The edge's gRPC clients: directory, guilds, accounts; reconnect and backoff.
@NullMarked
package dev.guildhall.edge.rpc;

import org.jspecify.annotations.NullMarked;
