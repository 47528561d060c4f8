/// Discord's permission bits and the algorithm that combines them.
@NullMarked
package dev.guildhall.common.permission;

import org.jspecify.annotations.NullMarked;
