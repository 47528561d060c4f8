/// The accounts store on Cassandra or ScyllaDB: rows that have to be unique are written under
/// conditions, indexes with the guild's seq as their time, so that a late writer never wins.
@NullMarked
package dev.guildhall.guild.accounts.cassandra;

import org.jspecify.annotations.NullMarked;
