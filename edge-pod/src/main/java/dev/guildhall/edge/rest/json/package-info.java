/// JSON that only the HTTP API writes.
@NullMarked
package dev.guildhall.edge.rest.json;

import org.jspecify.annotations.NullMarked;
