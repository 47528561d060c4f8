package dev.guildhall.edge.rest.limit;

/// So many requests in so many seconds.
public record Quota(int requests, int seconds) {

    private static final int MAX_REQUESTS = 1_000_000;
    private static final int MAX_SECONDS = 3600;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// Throws `IllegalArgumentException` outside 1 to 1,000,000 requests and 1 to 3,600 seconds.
    public Quota {
        if (requests < 1 || requests > MAX_REQUESTS || seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "a quota is REQUESTS/SECONDS, 1 to 1000000 and 1 to 3600");
        }
    }

    /// Reads `50/1`.
    static Quota parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("\"%s\" is not REQUESTS/SECONDS".formatted(text));
        }
        try {
            return new Quota(
                    Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"%s\" is not REQUESTS/SECONDS".formatted(text));
        }
    }

    long windowNanos() {
        return seconds * NANOS_PER_SECOND;
    }
}
