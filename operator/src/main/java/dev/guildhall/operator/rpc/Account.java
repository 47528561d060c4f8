package dev.guildhall.operator.rpc;

import dev.guildhall.common.config.Secret;
import dev.guildhall.common.guild.User;

/// A user and the token that was minted with the request.
public record Account(User user, Secret token) {}
