package dev.guildhall.guild;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.common.id.GuildId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// For how many days messages are kept, 0 for ever: `days` in general, and `byGuild` for guilds
/// that have a limit of their own.
public record Retention(int days, Map<GuildId, Integer> byGuild) {

    static final Retention FOREVER = new Retention(0, Map.of());

    private static final String DAYS = "GUILDHALL_RETENTION_DAYS";
    private static final String BY_GUILD = "GUILDHALL_RETENTION_DAYS_BY_GUILD";
    private static final int MAX_DAYS = 36_500;
    private static final long DAY_MS = 24 * 3_600_000L;

    /// Reads both variables; leaves what is wrong to the reader's `check`.
    public static Retention from(ConfigReader reader) {
        int days = reader.integer(DAYS, 0, 0, MAX_DAYS);
        Map<GuildId, Integer> byGuild = new TreeMap<>();
        String text = reader.text(BY_GUILD, "");
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            if (part.strip().matches("[0-9]{1,19}=[0-9]{1,5}")) {
                String[] pair = part.strip().split("=", -1);
                byGuild.put(GuildId.parse(pair[0]), Integer.valueOf(pair[1]));
            } else {
                reader.reject(BY_GUILD, "\"" + part.strip() + "\" is not guild=days");
            }
        }
        return new Retention(days, byGuild);
    }

    boolean isForever() {
        return days == 0 && byGuild.values().stream().allMatch(each -> each == 0);
    }

    /// In milliseconds; 0 for ever.
    public long keepMs(GuildId guildId) {
        return byGuild.getOrDefault(guildId, days) * DAY_MS;
    }

    /// The variables as they were set; the second only when it was.
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(DAYS, Integer.toString(days));
        if (!byGuild.isEmpty()) {
            shown.put(
                    BY_GUILD,
                    byGuild.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(",")));
        }
        return shown;
    }
}
