/// Figures of the stores: a guild's loop under closed-loop authors, beside a bare loop that writes
/// the same batches and does nothing else. Run by `bench/run store`.
@NullMarked
package dev.guildhall.bench.store;

import org.jspecify.annotations.NullMarked;
