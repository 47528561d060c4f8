/// What a guild keeps, and how: one contract, and SQLite behind it.
@NullMarked
package dev.guildhall.guild.store;

import org.jspecify.annotations.NullMarked;
