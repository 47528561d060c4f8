/// Process configuration from a map of strings, all errors at once.
@NullMarked
package dev.guildhall.common.config;

import org.jspecify.annotations.NullMarked;
