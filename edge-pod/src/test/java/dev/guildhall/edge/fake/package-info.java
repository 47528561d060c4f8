/// Hand-written stand-ins for what lies behind the gateway.
@NullMarked
package dev.guildhall.edge.fake;

import org.jspecify.annotations.NullMarked;
