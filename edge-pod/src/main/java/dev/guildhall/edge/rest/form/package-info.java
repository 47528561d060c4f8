/// Request bodies and queries to commands, with Discord's errors for what is wrong in them.
@NullMarked
package dev.guildhall.edge.rest.form;

import org.jspecify.annotations.NullMarked;
