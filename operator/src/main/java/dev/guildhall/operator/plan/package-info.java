/// What should be: a pure function from the spec, what is observed, the time and the last state.
///
/// Nothing here touches a clock, a process, a file or the network. [Planner] is the entry.
@NullMarked
package dev.guildhall.operator.plan;

import org.jspecify.annotations.NullMarked;
