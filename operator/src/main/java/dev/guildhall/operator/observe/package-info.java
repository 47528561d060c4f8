/// What pods say of themselves, and what is said to them.
@NullMarked
package dev.guildhall.operator.observe;

import org.jspecify.annotations.NullMarked;
