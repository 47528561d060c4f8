/// Backups, restores, exports and migrations: a program of its own, which the command line starts.
///
/// ```
/// GuildSource > ContentWalk > GuildBackup > ChunkWriter > guilds/<id>.chunks      backup
/// guilds/<id>.chunks > ChunkReader > GuildImport > Census compares                  restore
/// GuildSource > ContentWalk > GuildImport > Census compares                        migrate
/// GuildSource > ContentWalk > GuildExport > JSON lines                             export
/// ```
///
/// Everything may be killed at any moment; the same command goes on where it ended. See
/// docs/backup.md.
@NullMarked
package dev.guildhall.guild.transfer;

import org.jspecify.annotations.NullMarked;
