/// Time as a value that can be handed in.
@NullMarked
package dev.guildhall.common.time;

import org.jspecify.annotations.NullMarked;
