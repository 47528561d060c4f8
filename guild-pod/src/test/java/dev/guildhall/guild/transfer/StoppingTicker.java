package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;

/// A clock that ends a transfer, as a kill would, when it is asked for the time once too often:
/// progress asks it after every step.
final class StoppingTicker implements Ticker {

    private int left;

    /// `calls` are answered; the first one is the progress line's start.
    StoppingTicker(int calls) {
        this.left = calls;
    }

    static final class Stopped extends RuntimeException {}

    @Override
    public long unixMs() {
        return 0;
    }

    @Override
    public long nanos() {
        if (left-- == 0) {
            throw new Stopped();
        }
        return 0;
    }
}
