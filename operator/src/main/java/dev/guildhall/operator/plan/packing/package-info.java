/// Which guild is on which pod of the pool, by what guilds cost: pure functions.
///
/// [Packing] is the entry; docs/sizing.md tells the rules, docs/decisions/0019 how they go together
/// with hashing.
@NullMarked
package dev.guildhall.operator.plan.packing;

import org.jspecify.annotations.NullMarked;
