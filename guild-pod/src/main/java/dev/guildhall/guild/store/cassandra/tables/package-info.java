/// What a guild has beside its log: its image in memory with snapshots of it, tables of messages
/// and reactions that follow the log, and the reads of both. See docs/decisions/0011.
@NullMarked
package dev.guildhall.guild.store.cassandra.tables;

import org.jspecify.annotations.NullMarked;
