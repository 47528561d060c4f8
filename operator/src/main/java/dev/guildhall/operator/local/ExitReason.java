package dev.guildhall.operator.local;

import java.util.Map;

/// Why a process ended, in words.
final class ExitReason {

    /// It was another operator's child, so nobody told us.
    static final String UNKNOWN = "exit code unknown, it was started by an earlier operator";

    private static final int SIGNAL_BASE = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS",
                    9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private ExitReason() {}

    static String of(int code) {
        String signal = SIGNALS.get(code - SIGNAL_BASE);
        if (signal != null) {
            return "%s (exit code %d)".formatted(signal, code);
        }
        return switch (code) {
            case 2 -> "exit code 2, it could not use its configuration or a port";
            case 3 -> "exit code 3, another owner holds its guilds";
            default -> "exit code " + code;
        };
    }
}
