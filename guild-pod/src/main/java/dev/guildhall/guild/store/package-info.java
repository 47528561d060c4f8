/// What a guild keeps: the contract between the loop and whatever stores it.
@NullMarked
package dev.guildhall.guild.store;

import org.jspecify.annotations.NullMarked;
