package dev.guildhall.edge.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The X-Audit-Log-Reason header: percent-encoded UTF-8, at most 512 characters.
final class AuditReason {

    private static final int MAX_LENGTH = 512;

    private AuditReason() {}

    /// The reason; empty when there is none. Too long a one is cut, as there is no log yet that it
    /// could spoil.
    static Optional<String> decode(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = decoded(header);
        int length = Math.min(MAX_LENGTH, text.codePointCount(0, text.length()));
        return Optional.of(text.substring(0, text.offsetByCodePoints(0, length)));
    }

    private static String decoded(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return header;
        }
    }
}
