/// The port for operators: liveness, readiness, metrics, configuration.
@NullMarked
package dev.guildhall.common.admin;

import org.jspecify.annotations.NullMarked;
