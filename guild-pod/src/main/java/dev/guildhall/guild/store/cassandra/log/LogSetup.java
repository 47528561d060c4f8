package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.store.EventBytes;
import io.micrometer.core.instrument.MeterRegistry;

/// What all logs of a process share.
public record LogSetup(CommitBytes commits, LogLimits limits, LogMetrics metrics) {

    public static LogSetup of(EventBytes bytes, MeterRegistry registry) {
        return new LogSetup(new CommitBytes(bytes), LogLimits.defaults(), new LogMetrics(registry));
    }

    LogSetup with(LogLimits other) {
        return new LogSetup(commits, other, metrics);
    }
}
