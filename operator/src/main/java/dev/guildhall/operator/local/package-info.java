/// Local mode: the plan applied to processes on one machine.
///
/// [LocalOperator] is the loop; [Processes] starts, watches and ends; [StateFile] is the memory.
@NullMarked
package dev.guildhall.operator.local;

import org.jspecify.annotations.NullMarked;
