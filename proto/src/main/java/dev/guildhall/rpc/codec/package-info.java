/// Maps the vocabulary of a guild to protobuf and back, once for all processes.
@NullMarked
package dev.guildhall.rpc.codec;

import org.jspecify.annotations.NullMarked;
