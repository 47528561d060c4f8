/// The guild pod's gRPC services, and its stream to the operator's directory.
@NullMarked
package dev.guildhall.guild.rpc;

import org.jspecify.annotations.NullMarked;
