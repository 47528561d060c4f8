/// A guild's state as an immutable value, for stores that answer from memory what the pod holds
/// there anyway.
@NullMarked
package dev.guildhall.guild.store.image;

import org.jspecify.annotations.NullMarked;
