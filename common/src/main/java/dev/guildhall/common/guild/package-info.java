/// The vocabulary of a guild, shared by the guild pod and the edge: entities, commands, events,
/// reads.
@NullMarked
package dev.guildhall.common.guild;

import org.jspecify.annotations.NullMarked;
