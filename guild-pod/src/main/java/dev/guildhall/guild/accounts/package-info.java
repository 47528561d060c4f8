/// Accounts, applications, tokens, and the indexes "guilds of a user" and "guild of a channel":
/// what belongs to no single guild. Every guild pod opens the same store and serves it.
@NullMarked
package dev.guildhall.guild.accounts;

import org.jspecify.annotations.NullMarked;
