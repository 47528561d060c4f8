/// Reads guilds out of a keyspace beside whoever serves them, each as of one event.
///
/// ```
/// TablesReader (pages) + LogFollower (events) > GuildCopier > SqliteGuildCopy > GuildReading
/// ```
///
/// See docs/decisions/0014.
@NullMarked
package dev.guildhall.guild.store.cassandra.copy;

import org.jspecify.annotations.NullMarked;
