/// Ids as types: one record for each kind of snowflake, and the snowflake itself.
@NullMarked
package dev.guildhall.common.id;

import org.jspecify.annotations.NullMarked;
