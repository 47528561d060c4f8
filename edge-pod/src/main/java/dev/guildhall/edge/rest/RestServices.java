package dev.guildhall.edge.rest;

import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.rest.route.JoinListener;

/// What the HTTP API works with. `joins` is told when a user came into a guild by a call.
public record RestServices(Accounts accounts, Relays relays, JoinListener joins) {}
