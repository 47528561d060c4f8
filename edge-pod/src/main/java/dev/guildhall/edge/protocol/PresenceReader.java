package dev.guildhall.edge.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.json.Text;
import dev.guildhall.edge.protocol.ClientPayload.PresenceUpdate;
import dev.guildhall.edge.protocol.ClientPayload.PresenceUpdate.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads op 3 and the presence of identify; what is missing means online and doing nothing.
///
/// Nothing of it is echoed: activities are rebuilt from the fields that are known, cut to what
/// Discord allows.
final class PresenceReader {

    private static final int MAX_ACTIVITIES = 5;
    private static final int MAX_TEXT_CHARS = 128;
    private static final int MAX_URL_CHARS = 512;
    private static final int COMPETING = 5;

    private PresenceReader() {}

    static PresenceUpdate read(JsonNode d) {
        return new PresenceUpdate(status(d.path("status")), activities(d));
    }

    private static Presence.Status status(JsonNode node) {
        String status = Fields.text(node);
        return switch (status == null ? "" : status.toLowerCase(Locale.ROOT)) {
            case "idle" -> Presence.Status.IDLE;
            case "dnd" -> Presence.Status.DND;
            case "invisible", "offline" -> Presence.Status.INVISIBLE;
            default -> Presence.Status.ONLINE;
        };
    }

    private static List<Activity> activities(JsonNode d) {
        JsonNode nodes = d.path("activities");
        List<Activity> activities = new ArrayList<>();
        for (JsonNode node : nodes.isArray() ? nodes : List.of(d.path("game"))) {
            Activity activity = activity(node);
            if (activity != null && activities.size() < MAX_ACTIVITIES) {
                activities.add(activity);
            }
        }
        return List.copyOf(activities);
    }

    /// An activity needs a name.
    private static @Nullable Activity activity(JsonNode node) {
        String name = cut(Fields.text(node.path("name")), MAX_TEXT_CHARS);
        if (name == null || name.isEmpty()) {
            return null;
        }
        Long type = Fields.number(node.path("type"));
        return new Activity(
                name,
                type == null || type < 0 || type > COMPETING ? 0 : type.intValue(),
                cut(Fields.text(node.path("url")), MAX_URL_CHARS),
                cut(Fields.text(node.path("state")), MAX_TEXT_CHARS));
    }

    private static @Nullable String cut(@Nullable String text, int maxChars) {
        return text == null || text.length() <= maxChars
                ? text
                : Text.wellFormed(text.substring(0, maxChars));
    }
}
