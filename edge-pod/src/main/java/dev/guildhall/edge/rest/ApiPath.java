package dev.guildhall.edge.rest;

import org.jspecify.annotations.Nullable;

/// The version in a path: none, /v9 and /v10 are the same to us.
final class ApiPath {

    private ApiPath() {}

    /// The path after the version; null when the version is another one.
    static @Nullable String withoutVersion(String path) {
        if (path.length() < 3 || path.charAt(1) != 'v' || !isDigit(path.charAt(2))) {
            return path;
        }
        int end = path.indexOf('/', 1);
        String version = path.substring(2, end < 0 ? path.length() : end);
        return switch (version) {
            case "9", "10" -> end < 0 ? "" : path.substring(end);
            default -> null;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
