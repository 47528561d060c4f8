/// Guildhall as a user starts it, and the tools that the tests run beside it.
@NullMarked
package dev.guildhall.e2e.running;

import org.jspecify.annotations.NullMarked;
