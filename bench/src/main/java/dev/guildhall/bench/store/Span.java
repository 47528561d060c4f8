package dev.guildhall.bench.store;

/// How long something is measured, and how long it runs before that, in seconds.
record Span(int warmUpSeconds, int seconds) {}
