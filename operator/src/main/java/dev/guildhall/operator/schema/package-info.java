/// Reads manifests as an API server would: strict, with defaults, all errors at once.
@NullMarked
package dev.guildhall.operator.schema;

import org.jspecify.annotations.NullMarked;
