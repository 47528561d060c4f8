/// The store in Cassandra or ScyllaDB, through the CQL driver: a log for each guild, written under
/// a condition, and tables that are projections of it. See docs/decisions/0010.
@NullMarked
package dev.guildhall.guild.store.cassandra;

import org.jspecify.annotations.NullMarked;
