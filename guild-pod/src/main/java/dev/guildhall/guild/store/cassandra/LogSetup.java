package dev.guildhall.guild.store.cassandra;

/// What all logs of a process share.
record LogSetup(CommitBytes commits, LogLimits limits, LogMetrics metrics) {}
