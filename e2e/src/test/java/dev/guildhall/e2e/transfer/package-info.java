/// Backup, restore and export, given as an engineer on call gives them.
@NullMarked
package dev.guildhall.e2e.transfer;

import org.jspecify.annotations.NullMarked;
