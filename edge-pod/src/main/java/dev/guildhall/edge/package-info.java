/// The edge pod's wiring.
@NullMarked
package dev.guildhall.edge;

import org.jspecify.annotations.NullMarked;
