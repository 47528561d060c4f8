/// Discord's HTTP API.
@NullMarked
package dev.guildhall.edge.rest;

import org.jspecify.annotations.NullMarked;
