/// WebSocket frames to payloads and back, on Jetty.
@NullMarked
package dev.guildhall.edge.gateway;

import org.jspecify.annotations.NullMarked;
