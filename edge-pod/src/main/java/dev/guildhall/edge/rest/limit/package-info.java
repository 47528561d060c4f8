/// Rate limits: windows for each user and bucket, bounded.
@NullMarked
package dev.guildhall.edge.rest.limit;

import org.jspecify.annotations.NullMarked;
