/// The JSON of a guild's objects in Discord's shapes, the same in answers, dispatches and exports.
@NullMarked
package dev.guildhall.common.json;

import org.jspecify.annotations.NullMarked;
