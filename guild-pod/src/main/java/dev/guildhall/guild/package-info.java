/// The guild pod's wiring.
@NullMarked
package dev.guildhall.guild;

import org.jspecify.annotations.NullMarked;
