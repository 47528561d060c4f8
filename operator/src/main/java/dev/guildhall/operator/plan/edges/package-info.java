/// How many edges there are, and which go: pure functions of reports and time.
///
/// [EdgePlanner] is the entry; docs/sizing.md tells the rules.
@NullMarked
package dev.guildhall.operator.plan.edges;

import org.jspecify.annotations.NullMarked;
