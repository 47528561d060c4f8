/// One thread for a guild: a bounded inbox, batches, effects after the commit, timers.
///
/// The flow of a batch: [Inbox] > [GuildEngine] > `core` (decide, apply) > [Batch] > one append >
/// [Effects] > [Attachment]s and callers.
@NullMarked
package dev.guildhall.guild.loop;

import org.jspecify.annotations.NullMarked;
