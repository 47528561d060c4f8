/// Whether what the server said has the types of discord-api-types.
@NullMarked
package dev.guildhall.e2e.conformance;

import org.jspecify.annotations.NullMarked;
