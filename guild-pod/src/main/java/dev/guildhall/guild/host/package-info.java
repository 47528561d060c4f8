/// Which guilds run in this pod: opened when they are asked for and assigned here, released when
/// they move away.
@NullMarked
package dev.guildhall.guild.host;

import org.jspecify.annotations.NullMarked;
