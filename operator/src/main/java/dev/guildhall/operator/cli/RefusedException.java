package dev.guildhall.operator.cli;

import java.util.List;

/// What was asked for cannot be done; nothing was. One line each: the field, its value, what is
/// allowed.
final class RefusedException extends RuntimeException {

    private final transient List<String> lines;
    private final int exitCode;

    private RefusedException(int exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
        this.exitCode = exitCode;
    }

    /// The person has to change what they gave: exit code 2.
    static RefusedException badInput(List<String> lines) {
        return new RefusedException(2, lines);
    }

    static RefusedException badInput(String line) {
        return badInput(List.of(line));
    }

    /// It was right and failed all the same: exit code 1.
    static RefusedException failed(String line) {
        return new RefusedException(1, List.of(line));
    }

    List<String> lines() {
        return lines;
    }

    int exitCode() {
        return exitCode;
    }
}
