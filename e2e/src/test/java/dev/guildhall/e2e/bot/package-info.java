/// Bots on unmodified client libraries, each a process of its own that obeys the test over JSON
/// lines.
@NullMarked
package dev.guildhall.e2e.bot;

import org.jspecify.annotations.NullMarked;
