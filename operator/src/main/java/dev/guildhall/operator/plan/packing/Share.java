package dev.guildhall.operator.plan.packing;

/// What something takes of a pod's limits, in three ways: 1 is all of one.
record Share(double online, double events, double memory) {

    static final Share NONE = new Share(0, 0, 0);
    static final Share WHOLE = new Share(1, 1, 1);

    /// Sums of many shares differ by so little when they are made in another order.
    private static final double ROUNDING = 1e-9;

    /// In one way.
    enum Way {
        ONLINE,
        EVENTS,
        MEMORY
    }

    double in(Way way) {
        return switch (way) {
            case ONLINE -> online;
            case EVENTS -> events;
            case MEMORY -> memory;
        };
    }

    Share plus(Share other) {
        return new Share(online + other.online, events + other.events, memory + other.memory);
    }

    Share minus(Share other) {
        return new Share(online - other.online, events - other.events, memory - other.memory);
    }

    Share times(double factor) {
        return new Share(online * factor, events * factor, memory * factor);
    }

    /// In the way in which it is most.
    double most() {
        return Math.max(online, Math.max(events, memory));
    }

    Way worst() {
        if (online >= events && online >= memory) {
            return Way.ONLINE;
        }
        return events >= memory ? Way.EVENTS : Way.MEMORY;
    }

    /// Whether it is within `ceiling` in every way.
    boolean within(Share ceiling) {
        return NONE.withIsWithin(this, ceiling);
    }

    /// Whether this and `more` together are.
    boolean withIsWithin(Share more, Share ceiling) {
        return online + more.online <= ceiling.online + ROUNDING
                && events + more.events <= ceiling.events + ROUNDING
                && memory + more.memory <= ceiling.memory + ROUNDING;
    }

    /// The lower of both in each way.
    Share lower(Share other) {
        return new Share(
                Math.min(online, other.online),
                Math.min(events, other.events),
                Math.min(memory, other.memory));
    }
}
