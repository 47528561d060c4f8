/// Accounts as the edge sees them: who holds a token, which guilds a user is in.
@NullMarked
package dev.guildhall.edge.accounts;

import org.jspecify.annotations.NullMarked;
