/// What a hostile client can send, and what it gets for it.
package dev.guildhall.e2e.hostile;
