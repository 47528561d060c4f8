/// The one thread that a guild lives on: a bounded inbox, batches, timers, measurements.
@NullMarked
package dev.guildhall.guild.loop;

import org.jspecify.annotations.NullMarked;
