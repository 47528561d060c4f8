/// The session of a gateway client: a state machine from hello to resume.
@NullMarked
package dev.guildhall.edge.session;

import org.jspecify.annotations.NullMarked;
