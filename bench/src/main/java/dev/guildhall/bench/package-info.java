/// Load against a running Guildhall, and the figures of docs/benchmarks.md. Run by `bench/run`.
@NullMarked
package dev.guildhall.bench;

import org.jspecify.annotations.NullMarked;
