/// One relay for each guild with local sessions: who may see what, encode once, fan out.
@NullMarked
package dev.guildhall.edge.relay;

import org.jspecify.annotations.NullMarked;
