/// Unmodified client libraries against the running system.
@NullMarked
package dev.guildhall.e2e.clients;

import org.jspecify.annotations.NullMarked;
