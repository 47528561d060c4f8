/// All that a store keeps of a guild as a stream of records, to be read out and put in: what
/// backups, exports and migrations are made of. The same for every store.
@NullMarked
package dev.guildhall.guild.store.content;

import org.jspecify.annotations.NullMarked;
