/// What goes over the wire between clients and the edge: a proxy that records and cuts, and the
/// parsers that read its recordings.
@NullMarked
package dev.guildhall.e2e.wire;

import org.jspecify.annotations.NullMarked;
