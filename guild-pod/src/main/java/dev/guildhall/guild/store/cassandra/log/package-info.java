/// Guilds' logs in Cassandra: claims, conditional commits, and what became of those that were not
/// answered. See docs/decisions/0010.
@NullMarked
package dev.guildhall.guild.store.cassandra.log;

import org.jspecify.annotations.NullMarked;
