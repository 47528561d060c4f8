package dev.guildhall.edge.rest.limit;

import java.util.Locale;

/// The kinds of route that are limited alike, each with its default quota for one user and one
/// bucket.
public enum RateClass {
    /// Sending messages.
    SEND(5, 5),
    /// Deleting and editing messages.
    EDIT(5, 2),
    REACT(4, 1),
    READ(25, 5),
    /// Every other change.
    WRITE(10, 5),
    /// Sign-in, for each address.
    SIGN_IN(20, 60);

    private final int requests;
    private final int seconds;

    RateClass(int requests, int seconds) {
        this.requests = requests;
        this.seconds = seconds;
    }

    public Quota defaultQuota() {
        return new Quota(requests, seconds);
    }

    /// Its name in the configuration.
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
