/// The guild as a state machine: decide and apply, without I/O, clocks or threads.
@NullMarked
package dev.guildhall.guild.core;

import org.jspecify.annotations.NullMarked;
