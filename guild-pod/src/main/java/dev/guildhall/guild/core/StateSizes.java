package dev.guildhall.guild.core;

/// How full the state's bounded parts are, for metrics. Evictions only grow.
public record StateSizes(
        int members,
        int sessions,
        int online,
        int voiceStates,
        int messages,
        long messageEvictions,
        int nonces,
        long nonceEvictions,
        int slowModes,
        long slowModeEvictions) {}
