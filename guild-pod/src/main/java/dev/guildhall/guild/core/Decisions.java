package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection;
import java.util.List;

/// Short names for the decisions that deciders make.
final class Decisions {

    /// All is as wanted already.
    static final Decision NOTHING_TO_DO = new Decision.Accept(List.of());

    private Decisions() {}

    static Decision accept(Event... events) {
        return new Decision.Accept(List.of(events));
    }

    static Decision accept(List<Event> events) {
        return new Decision.Accept(List.copyOf(events));
    }

    static Decision reject(Rejection.Reason reason) {
        return new Decision.Reject(Rejection.of(reason));
    }

    static Decision reject(Rejection rejection) {
        return new Decision.Reject(rejection);
    }
}
