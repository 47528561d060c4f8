/// The keys that log lines use, one spelling each.
@NullMarked
package dev.guildhall.common.log;

import org.jspecify.annotations.NullMarked;
