package dev.guildhall.guild.core;

/// One step of a random run: who (`actor`), does what (`kind`), to which of the things that are
/// there (`a`, `b`, `c`, each modulo their number), after `waitMs`. Small numbers shrink well.
record Step(int actor, int kind, int a, int b, int c, int waitMs) {}
