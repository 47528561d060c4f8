/// One HTTP call: its route, what was asked, what is answered.
@NullMarked
package dev.guildhall.edge.rest.call;

import org.jspecify.annotations.NullMarked;
