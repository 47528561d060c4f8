package dev.guildhall.edge.rest.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// One file of the web page, in memory.
///
/// `hashed` names hold a hash of their content (`main-3KXQ7A2B.js`): they never change.
@SuppressWarnings("ArrayRecordComponent") // loaded once, never compared
record WebFile(byte[] bytes, String contentType, String etag, boolean hashed) {

    private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.[a-z0-9.]+");
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final int ETAG_BYTES = 12;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "map", "application/json",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8");

    static WebFile of(String name, byte[] bytes) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new WebFile(
                bytes,
                TYPES.getOrDefault(extension, UNKNOWN_TYPE),
                etag(bytes),
                HASHED.matcher(name).matches());
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
