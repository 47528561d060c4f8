/// What clients keep when processes are killed, paused or fed with nonsense.
package dev.guildhall.e2e.faults;
