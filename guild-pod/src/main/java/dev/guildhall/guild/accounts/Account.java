package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;

/// An account and the generation of its tokens that hold.
public record Account(User user, int generation) {

    /// That of a new account.
    public static final int FIRST_GENERATION = 1;
}
