/// The embedded store: SQLite, one file for each guild.
///
/// ```
/// loop --append--> GuildWriter --> one transaction: lease, log, EventProjection's tables
/// any thread --> ReadPool --> GuildReads, MessageReads, MemberReads (a WAL snapshot each)
/// a program of its own --> SqliteGuildArchive: content out and in, for backups
/// one thread --> Housekeeping: log trimming, deleted channels, checkpoints
/// ```
@NullMarked
package dev.guildhall.guild.store.sqlite;

import org.jspecify.annotations.NullMarked;
