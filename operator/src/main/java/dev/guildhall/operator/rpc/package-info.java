/// gRPC: the directory that pods report to, and the command line's way to guild pods.
@NullMarked
package dev.guildhall.operator.rpc;

import org.jspecify.annotations.NullMarked;
