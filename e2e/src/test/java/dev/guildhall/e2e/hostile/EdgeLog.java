package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.e2e.running.RunningGuildhall;
import java.io.IOException;

/// What the edges say of themselves: a client's fault is no error of theirs.
final class EdgeLog {

    private EdgeLog() {}

    /// Fails with the lines that say ERROR.
    static void hasNoErrors(RunningGuildhall guildhall) throws IOException {
        for (RunningGuildhall.Process edge : guildhall.processes("edge")) {
            assertThat(guildhall.log(edge.name()).lines().filter(EdgeLog::isError))
                    .as("errors in the log of %s", edge.name())
                    .isEmpty();
        }
    }

    private static boolean isError(String line) {
        return line.contains(" ERROR [");
    }
}
