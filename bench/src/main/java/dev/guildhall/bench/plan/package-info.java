/// How long the operator takes to make a plan.
@NullMarked
package dev.guildhall.bench.plan;

import org.jspecify.annotations.NullMarked;
