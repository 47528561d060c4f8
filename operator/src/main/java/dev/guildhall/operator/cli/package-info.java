/// The command line: `./guildhall`. Reads what the operator writes, starts and ends it.
@NullMarked
package dev.guildhall.operator.cli;

import org.jspecify.annotations.NullMarked;
