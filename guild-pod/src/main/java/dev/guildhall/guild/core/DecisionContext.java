package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Actor;
import java.util.function.LongSupplier;

/// What a decision may depend on beside the state and the command.
///
/// `nowMs` is Unix milliseconds; `ids` gives fresh snowflakes, each greater than the last.
public record DecisionContext(Actor actor, long nowMs, LongSupplier ids) {}
