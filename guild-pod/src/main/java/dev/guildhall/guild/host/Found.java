package dev.guildhall.guild.host;

import dev.guildhall.guild.loop.GuildLoop;

/// What the host says to somebody who asks for a guild.
public sealed interface Found {

    /// It runs here.
    record Running(GuildLoop loop) implements Found {}

    /// Another pod has it: ask the directory.
    record NotTheOwner() implements Found {}

    /// It was never created.
    record NoSuchGuild() implements Found {}

    /// It should run here and cannot right now: try again.
    record Unavailable() implements Found {}
}
