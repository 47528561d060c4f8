package dev.guildhall.edge.rest.limit;

import dev.guildhall.common.config.ConfigReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The rate limits in force: one for all calls of a user, one for each class of route.
///
/// `enabled` false lets everything pass, for load tests on one machine. `failures` bounds the
/// unauthorised requests of one address. `maxWindows` bounds the memory, about 100 bytes each.
public record RateLimits(
        boolean enabled,
        Quota global,
        Map<RateClass, Quota> classes,
        Quota failures,
        int maxWindows) {

    private static final Quota GLOBAL = new Quota(50, 1);
    private static final Quota FAILURES = new Quota(10_000, 600);
    private static final int MAX_WINDOWS = 200_000;

    /// Discord's own order of magnitude.
    public static RateLimits defaults() {
        return of(true, GLOBAL, Map.of(), FAILURES);
    }

    /// None at all.
    public static RateLimits off() {
        return of(false, GLOBAL, Map.of(), FAILURES);
    }

    /// Reads `default`, `none` (also written `off`), or the quotas that differ from the default,
    /// each REQUESTS/SECONDS: `global=500/1,send=100/1`. Names are `global`, `failures` and those
    /// of [RateClass].
    public static RateLimits read(ConfigReader config, String key) {
        String text = config.text(key, "default").toLowerCase(Locale.ROOT);
        return switch (text) {
            case "default" -> defaults();
            case "none", "off" -> off();
            default -> parse(config, key, text);
        };
    }

    /// The quota of a class.
    public Quota of(RateClass rateClass) {
        return Objects.requireNonNull(classes.get(rateClass), "all classes have one");
    }

    private static RateLimits of(
            boolean enabled, Quota global, Map<RateClass, Quota> classes, Quota failures) {
        Map<RateClass, Quota> all = new EnumMap<>(RateClass.class);
        for (RateClass each : RateClass.values()) {
            all.put(each, classes.getOrDefault(each, each.defaultQuota()));
        }
        return new RateLimits(enabled, global, Map.copyOf(all), failures, MAX_WINDOWS);
    }

    private static RateLimits parse(ConfigReader config, String key, String text) {
        Map<RateClass, Quota> classes = new EnumMap<>(RateClass.class);
        Quota global = GLOBAL;
        Quota failures = FAILURES;
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? entry : entry.substring(0, equals).strip();
            try {
                Quota quota = Quota.parse(equals < 0 ? "" : entry.substring(equals + 1));
                switch (name) {
                    case "global" -> global = quota;
                    case "failures" -> failures = quota;
                    default -> classes.put(classNamed(name), quota);
                }
            } catch (IllegalArgumentException e) {
                config.reject(key, "%s: %s".formatted(name, e.getMessage()));
            }
        }
        return of(true, global, classes, failures);
    }

    private static RateClass classNamed(String name) {
        List<String> names = new ArrayList<>(List.of("default", "none", "global", "failures"));
        for (RateClass each : RateClass.values()) {
            if (each.configName().equals(name)) {
                return each;
            }
            names.add(each.configName());
        }
        throw new IllegalArgumentException("is none of " + String.join(", ", names));
    }
}
