/// The API's resources, one class each.
@NullMarked
package dev.guildhall.edge.rest.route;

import org.jspecify.annotations.NullMarked;
