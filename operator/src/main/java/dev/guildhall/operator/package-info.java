/// The operator as a process: wiring only.
@NullMarked
package dev.guildhall.operator;

import org.jspecify.annotations.NullMarked;
