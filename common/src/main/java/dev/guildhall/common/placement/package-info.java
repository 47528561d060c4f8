/// Which pod owns which guild: the same answer in every process.
@NullMarked
package dev.guildhall.common.placement;

import org.jspecify.annotations.NullMarked;
