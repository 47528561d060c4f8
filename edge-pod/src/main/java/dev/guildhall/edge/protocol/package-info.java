/// Gateway v10 and REST as data: opcodes, close codes, intents, JSON.
@NullMarked
package dev.guildhall.edge.protocol;

import org.jspecify.annotations.NullMarked;
